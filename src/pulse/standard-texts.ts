/**
 * The texts of a device's messages with their codes: `CODE text`, or `CODE|CODE text` with a second code for
 * administrators. `{}` stands for what changes from event to event; blanks in a row count as one.
 *
 * Gathered from the list of a device's messages in uSIEM's PulseSecure parser (github.com/u-siem/usiem-pulsesecure,
 * EventID.csv, MIT licence, of a device of version 8 or 9), texts that several codes share left out; and from events
 * published in both formats by the same device. standard-codes.ts knows how old and new versions differ.
 */
export const STANDARD_TEXTS = `\
ERR10072 -end-of-backtrace----------------------------------------------------------------------
ADM20558 ==> Error in previewing record {} : {} : Error: User '{}' already exists in group {}
ADM20551 ==> Error in {} record {} : {} : Error: Group name is either missing or invalid.
ADM20556 ==> Error in {} record {} : {} : Error: Password needs to be at least 6 characters
ADM20557 ==> Error in {} record {} : {} : Error: User '{}' already exists in group {}
ADM20555 ==> Error in {} record {} : {} : Username cannot have more than 64 characters.
ADM20554 ==> Error in {} record {} : {} : Username is invalid. Some valid characters are a-zA-Z0-9.@
ADM20678 A Pass-Through Proxy entry has been changed from {} to {} for group {}
ADM20680 A Pass-Through Proxy entry {} has been deleted for group {}
AUT23619 A Trusted Client CA has not been configured for '{}'. Consequently, the status of the certificate for '{}' could not be checked. You can enable Auto-import of Intermediate CAs to configure intermediate CAs automatically.
SYS24075 A mirror drive has been added
SYS24078 A mirror drive has been successfully rebuilt
ERR24076 A mirror drive has failed
ERR24079 A mirror drive has failed to rebuild
SYS24077 A mirror drive is being rebuilt
AUT20119 ACE Auth Process: Accept fail. Error={}.
AUT20123 ACE Auth Process: Caching Node Verification file fail: {} {}
AUT20118 ACE Auth Process: Cannot connect to ACE Server.
AUT20121 ACE Auth Process: Fail to read data because it is not in the correct format.
AUT20120 ACE Auth Process: Fail to read data. Bytes={}. Error={}.
AUT20117 ACE Auth Process: Fail to read sdconf.rec.
AUT20129 ACE Auth Process: New PIN cancelled by '{}'.
AUT20130 ACE Auth Process: New PIN cancelled for '{}' due to 3 minutes timeout.
AUT20128 ACE Auth Process: New PIN fail for '{}' because of invalid action '{}'.
AUT20126 ACE Auth Process: Next Token cancelled for '{}' due to 3 minutes timeout.
AUT20122 ACE Auth Process: Receive invalid STATE '{}' data.
AUT20116 ACE Auth Process: Usage: {} socket_path.
AUT20113 ACE Auth: Fail to bind. Error={}.
AUT20105 ACE Auth: Fail to connect to the auth process. Error={}.
AUT20104 ACE Auth: Fail to create socket to the auth process.
AUT20112 ACE Auth: Fail to create socket. Error={}.
AUT20114 ACE Auth: Fail to listen. Error={}.
AUT20107 ACE Auth: Fail to read data from the auth process: {}.
AUT20106 ACE Auth: Fail to send data to the auth process. Error={}.
AUT20110 ACE Auth: Failed login for '{}' because Context ID cannot be generated. User should try again in a few minutes.
AUT20111 ACE Auth: Failed login for '{}' because the number of simultaneous transactions exceeded the allowed limit. User should try again in a few minutes.
AUT20115 ACE Auth: Unable to fork auth process.
AUT20108 ACE Auth: Unable to fork process when checking config file.
AUT20109 ACE Auth: Wait for child process returns error when checking config file.
ADM20259 ACE server {}: Authentication instance configuration {} created.
ADM20258 ACE server {}: Authentication instance configuration {} deleted.
ADM20252 ACE server {}: Cannot back up current sdconf.rec file on the device. Contact Juniper Networks Support.
ADM20251 ACE server {}: Cannot import sdconf.rec file. File is being modified by another user or process.
ADM20253 ACE server {}: Cannot import sdconf.rec file. File is empty.
ADM20254 ACE server {}: Cannot import sdconf.rec file. Invalid file format or data integrity problem.
ADM20260 ACE server {}: Deleted node verification file.
ADM20255 ACE server {}: Server is unreachable.
ADM20256 ACE server {}: Unable to check sdconf.rec file. Contact Juniper Networks Support.
ADM20257 ACE server {}: Unable to save sdconf.rec file on the device. Contact Juniper Networks Support.
ADM22865 ARP Timeout for {} port set to {} for cluster {}.
ADM22865 ARP Timeout for {} port set to {} for node {} for cluster {}.
ADM22865 ARP Timeout for {} port set to {} for node {}.
ADM22865 ARP Timeout for {} port set to {}.
ADM23115 ARP entry added for IP '{}' to physical address '{}' for cluster {}.
ADM23115 ARP entry added for IP '{}' to physical address '{}' for node {} for cluster {}.
ADM23115 ARP entry added for IP '{}' to physical address '{}' for node {}.
ADM23115 ARP entry added for IP '{}' to physical address '{}'.
ADM23116 ARP entry deleted for IP '{}' .
ADM23116 ARP entry deleted for IP '{}' for cluster {}.
ADM23116 ARP entry deleted for IP '{}' for node {} for cluster {}.
ADM23116 ARP entry deleted for IP '{}' for node {}.
LIC30502 Accepted registration request from {} machineid {}
ADM20194 Access Control policy for Web servers changed for group {} by {}/{}: {}
WEB20172 Access blocked after DNS lookup. Check Web ACL settings - Host: {}, Request: {}
WEB30439 Access blocked due to invalid ActiveSync request. Host: {}, Request: {}
WEB23290 Access blocked to invalid SSL site - Host: {}, Port: {}, Request: {}
FBR20497 Access denied to Windows directory \\\\{}\\{}.
FBR20192 Access {} to {} resource '{}' for group '{}'.
FBR22750 Accessing Dfs root \\{}\\{} on domain controller {}.
ADM30561 Activated Junos Pulse client version {}
SYS10060 Activated in cluster: '{}'
AUT30924 Active Directory authentication server '{}' : Account name either does not exist or is not properly formed.
AUT30923 Active Directory authentication server '{}' : Received NTSTATUS code '{}' .
ADM30893 Active Directory authentication server '{}': Cleared domain user credentials.
SYS30900 Active Directory authentication server '{}': Could not connect to winbindd.
SYS30908 Active Directory authentication server '{}': Domain join failed.
SYS30904 Active Directory authentication server '{}': Domain join is successful and creation of SPNEGO SPNs is successful.
SYS30903 Active Directory authentication server '{}': Domain join is successful and creation of keytab is successful.
SYS30906 Active Directory authentication server '{}': Domain join is successful but creation of SPNEGO SPNs failed.
SYS30902 Active Directory authentication server '{}': Domain join is successful but creation of keytab failed.
SYS30909 Active Directory authentication server '{}': Domain join successful.
SYS30913 Active Directory authentication server '{}': Domain trust check failed. Administrator may need to rejoin to the domain.
SYS30901 Active Directory authentication server '{}': Invalid AD credentials while attempting to join the domain. If not joined, user and machine authentication will fail.
SYS30898 Active Directory authentication server '{}': Machine account password change failed.
SYS30897 Active Directory authentication server '{}': Machine account password change succeeded.
SYS30925 Active Directory authentication server '{}': Process smbconf could not connect to Winbindd process. Winbindd process is either not running or not responding to ping command.
AUT30899 Active Directory authentication server '{}': Received access denied message from the server.
ADM30809 Active directory/Windows NT Domain server {}: "Validate Server Certificates" is changed from '{}' to '{}'.
ADM30808 Active directory/Windows NT Domain server {}: "Validate Server Certificates" is set to '{}'.
ADM30810 Active directory/Windows NT Domain server {}: "Validate server Certificates" for '{}'.
ADM30888 Active directory/Windows NT Domain server {}: 'Change machine password ... ' field created with value '{}'.
ADM30889 Active directory/Windows NT Domain server {}: 'Change machine password ...' field changed from '{}' to '{}'.
ADM30813 Active directory/Windows NT Domain server {}: Admin DN changed from '{}' to '{}'.
ADM30812 Active directory/Windows NT Domain server {}: Admin DN created '{}'.
ADM30406 Active directory/Windows NT Domain server {}: Admin Password changed for user '{}'.
ADM30405 Active directory/Windows NT Domain server {}: Admin Password for user '{}' created.
ADM30407 Active directory/Windows NT Domain server {}: Admin User Name '{}' created.
ADM30404 Active directory/Windows NT Domain server {}: Admin User name changed from '{}' to '{}'.
ADM20308 Active directory/Windows NT Domain server {}: Backup Domain Controller '{}' created.
ADM20312 Active directory/Windows NT Domain server {}: Backup Domain Controller changed from '{}' to '{}'.
ADM30815 Active directory/Windows NT Domain server {}: Base DN changed from '{}' to '{}'.
ADM30814 Active directory/Windows NT Domain server {}: Base DN created '{}'.
ADM30884 Active directory/Windows NT Domain server {}: Changed Container from '{}' to '{}'.
ADM30892 Active directory/Windows NT Domain server {}: Changed Enable NTLM protocol flag from '{}' to '{}'.
ADM30886 Active directory/Windows NT Domain server {}: Changed Kerberos flag from '{}' to '{}'.
ADM30887 Active directory/Windows NT Domain server {}: Changed NTLM protocol from '{}' to '{}'.
ADM30885 Active directory/Windows NT Domain server {}: Changed Save Credential flag from '{}' to '{}'.
ADM30868 Active directory/Windows NT Domain server {}: Contact trusted domains changed from '{}' to '{}'.
ADM30864 Active directory/Windows NT Domain server {}: Contact trusted domains set to '{}'.
ADM22917 Active directory/Windows NT Domain server {}: Domain allowed in username changed from '{}' to '{}'.
ADM22916 Active directory/Windows NT Domain server {}: Domain allowed in username is '{}'.
ADM22919 Active directory/Windows NT Domain server {}: Domain not allowed in username changed from '{}' to '{}'.
ADM22918 Active directory/Windows NT Domain server {}: Domain not allowed in username is '{}'.
ADM30817 Active directory/Windows NT Domain server {}: Nested Group Level for LDAP Based Group Search changed from '{}' to '{}'.
ADM30816 Active directory/Windows NT Domain server {}: Nested Group Level for LDAP Based Group Search created as '{}'.
ADM30883 Active directory/Windows NT Domain server {}: Nested Group Search Depth changed from '{}' to '{}'.
ADM30882 Active directory/Windows NT Domain server {}: Nested Group Search Depth created as '{}'.
ADM30874 Active directory/Windows NT Domain server {}: Password changed for user '{}'.
ADM30873 Active directory/Windows NT Domain server {}: Password for user '{}' created.
ADM20307 Active directory/Windows NT Domain server {}: Primary Domain Controller '{}' created.
ADM20311 Active directory/Windows NT Domain server {}: Primary Domain Controller changed from '{}' to '{}'.
ADM30806 Active directory/Windows NT Domain server {}: Protocol to use for LDAP based Group Search '{}'.
ADM30807 Active directory/Windows NT Domain server {}: Protocol to use for LDAP based Group Search changed from '{}' to '{}'.
ADM30880 Active directory/Windows NT Domain server {}: SPNEGO keytab file of size {} bytes uploaded.
ADM30767 Active directory/Windows NT Domain server {}: SPNEGO keytab file uploaded.
ADM30907 Active directory/Windows NT Domain server {}: Switched mode of the authentication server from '{}' to '{}'.
ADM23213 Active directory/Windows NT Domain server {}: Trusts allowed changed from '{}' to '{}'.
ADM23212 Active directory/Windows NT Domain server {}: Trusts allowed set to '{}'.
ADM30804 Active directory/Windows NT Domain server {}: Use LDAP for Group Search '{}'.
ADM30805 Active directory/Windows NT Domain server {}: Use LDAP for Group Search changed from '{}' to '{}'.
ADM22976 Active directory/Windows NT Domain server {}: Use Ldap in communicating with auth server changed from '{}' to '{}'.
ADM22975 Active directory/Windows NT Domain server {}: Use Ldap in communicating with authserver '{}'.
ADM30871 Active directory/Windows NT Domain server {}: Username '{}' created.
ADM30872 Active directory/Windows NT Domain server {}: Username changed from '{}' to '{}'.
ADM30811 Active directory/Windows NT Domain server {}:"Validate server Certificates" changed from '{}' to '{}'.
AUT23523 Active user '{}' in realm '{}' is deleted since user does not qualify reevaluated policies
FBR20484 Add NFS share {}:{}. Name={}. Desc={}.
VDI30531 Add connection failed for Connection Broker("{}"), Pool("{}"), Host("{}:{}"), Type("{}"), Error("{}").
FBR20483 Add windows share \\\\{}\\{}\\{}. Name={}. Desc={}.
ADM24235 Added !1Unix {} in file profile '{}' with {}.
ADM24226 Added !1ssh profile bookmark in profile '{}' with name:[{}]; server/port:[{}], fontsize:[{}]; screensize:[{}]; screenbuffer:[{}]; roles option set to "{}".
ADM24306 Added ACL in terminal services profile '{}' with servers {}.
ADM24512 Added Authentication Protocol '{}'
ADM23053 Added CA Certificate '{}'
ADM23055 Added CDP '{}' for CA Certificate '{}'
ADM23472 Added Enforcer '{}'
ADM24253 Added Hosted Applet profile bookmark in profile "{}" with name [{}], new window = {}, address bar = {}, toolbar = {}; roles options set to [{}].
ADM24644 Added IF-MAP Federation Client '{}'
ADM24648 Added IF-MAP Federation Server Replica '{}'
ADM23535 Added IVS '{}'
USR20420 Added JSAM application with server '{}' and port '{}'.
USR24812 Added JSAM application {} with server {} and port {}
ADM24250 Added Java ACL in Hosted Applet profile "{}" with servers [{}].
ADM24286 Added Java ACL in web profile '{}' with resources {}, code signing cert={} and code signing cert resources [{}].
ADM20560 Added Local user '{}' into group {}
ADM24359 Added Location Group '{}'
ADM24837 Added Products '{}' to rule '{}' (policy '{}') during ESAP activation.
ADM24357 Added RADIUS Client '{}'
ADM24519 Added RADIUS Dictionary '{}'
ADM24523 Added RADIUS Vendor '{}'
ADM24298 Added Rewriting Options in web profile '{}' with option "No Rewriting".
ADM24292 Added Rewriting Options in web profile '{}' with option "Use {}" and servers {} and Launch JSAM={}.
ADM24292 Added Rewriting Options in web profile '{}' with option "Use {}" and servers {}.
ADM24289 Added Rewriting Options in web profile '{}' with option Passthrough Proxy with virtual {}; Rewrite XML={}; Rewrite External Links={}; Block Cookies={}; Host-header forwarding={}.
ADM30589 Added SAML Metadata Provider '{}'
ADM20698 Added SNMP trap destination (host={}, port={}, community={})
ADM24478 Added SNMP trap server (host={}, port={}, community={})
ADM20091 Added System Group: '{}'
ADM24856 Added Virtual Desktops profile bookmark in profile '{}' with name: [{}]; username:[{}]; authentication :[{}]; Preferred Client:[{}]; {} {}; roles option set to "{}".
ADM24856 Added Virtual Desktops profile bookmark in profile '{}' with name: [{}]; username:[{}]; authentication :[{}]; {} {} {}; roles option set to "{}".
ADM24280 Added Web SSO in web profile '{}' with option "Remote SSO-POST Data" with resources {} with POST URL [{}], POST Data {}, Deny Direct Login={} and Always Post={}.
ADM24283 Added Web SSO in web profile '{}' with option "Remote SSO-Send Headers" with resources {} and Header Data {}.
ADM24277 Added Web SSO in web profile '{}' with option {} with resources [{}].
ADM24300 Added Web profile bookmark in profile '{}' with name:[{}]; url:[{}]; new window={}; address bar={}; toolbar={}; roles option set to "{}".
ADM24274 Added Web {} in web profile '{}' with {}.
FBR20486 Added Windows share \\\\{}\\{}\\{}\\{}.
ADM24235 Added Windows {} in file profile '{}' with {}.
ADM24235 Added Windows!1Unix {} in file profile '{}' with {}.
ADM20677 Added a new Pass-Through Proxy entry : {} for group {}
ADM24710 Added a row in Basic authentication table {{}, {}, {}, {}, {}, [{}]}
ADM24692 Added a row in Constrained Delegation table {{}, {}, {}, {}, [{}]}
ADM24698 Added a row in Kerberos IVE Intermediation table{{}, {}, {}, {}, {}, {}}
ADM24688 Added a row in Kerberos Realm table{{}, [{}], {}, {}, {}, [{}]}
ADM24704 Added a row in NTLM table {{}, {}, {}, {}, {}, {}}
ADM23000 Added caching rule. Requests that match '{}' '{}' {}will {}.
ADM24237 Added file profile bookmark in profile '{}' with name:[{}]; filepath:[{}]; !4appear in file browsing only; roles option set to [{}].
ADM24237 Added file profile bookmark in profile '{}' with name:[{}]; filepath:[{}]; ; roles option set to [{}].
ADM24237 Added file profile bookmark in profile '{}' with name:[{}]; filepath:[{}]; appear as bookmark!4appear in file browsing only; roles option set to [{}].
ADM24237 Added file profile bookmark in profile '{}' with name:[{}]; filepath:[{}]; appear as bookmark; roles option set to [{}].
ADM24401 Added job '{}' for Push Config.
ADM20585 Added local DNS entry IP {} for host {} for cluster {}.
ADM20585 Added local DNS entry IP {} for host {} for node {} for cluster {}.
ADM20585 Added local DNS entry IP {} for host {} for node {}.
ADM20585 Added local DNS entry IP {} for host {}.
ADM20605 Added new filter {}
ADM24398 Added new target '{}' (url={}) for Push Config.
ADM10034 Added node {} to cluster {}
ADM24226 Added profile bookmark in profile '{}' with name:[{}]; server/port:[{}], fontsize:[{}]; screensize:[{}]; screenbuffer:[{}]; roles option set to "{}".
ADM20690 Added rewriting restriction. Requests that match the host '{}' and path '{}' will not be rewritten.
ADM20688 Added rewriting rule. Requests that match the host '{}' will be rewritten.
ADM24228 Added role "{}" in !1ssh profile '{}'.
ADM24228 Added role "{}" in profile '{}'.
ADM24228 Added role "{}" in telnet profile '{}'.
ADM24228 Added role "{}" in telnet!1ssh profile '{}'.
ADM24230 Added role "{}" to {} profile bookmark '{}' in {} profile '{}'.
ADM24791 Added session {} policy '{}'
ADM24226 Added telnet profile bookmark in profile '{}' with name:[{}]; server/port:[{}], fontsize:[{}]; screensize:[{}]; screenbuffer:[{}]; roles option set to "{}".
ADM24226 Added telnet!1ssh profile bookmark in profile '{}' with name:[{}]; server/port:[{}], fontsize:[{}]; screensize:[{}]; screenbuffer:[{}]; roles option set to "{}".
ADM24310 Added terminal services profile bookmark in profile '{}' with name: [{}]; auto launch=!3no; username:[{}]; ica file name:[{}]; roles option set to "{}".
ADM24310 Added terminal services profile bookmark in profile '{}' with name: [{}]; auto launch=; username:[{}]; ica file name:[{}]; roles option set to "{}".
ADM24310 Added terminal services profile bookmark in profile '{}' with name: [{}]; auto launch=yes!3no; username:[{}]; ica file name:[{}]; roles option set to "{}".
ADM24310 Added terminal services profile bookmark in profile '{}' with name: [{}]; auto launch=yes; username:[{}]; ica file name:[{}]; roles option set to "{}".
ADM24309 Added terminal services profile bookmark in profile '{}' with name: [{}]; screensize:[{}]; colorDepth:[{}]; auto launch={}; username:[{}]; start application:[{}]; working dir:[{}]; connect local drives={}; connect local printers={}; roles option set to "{}".
ADM24593 Added terminal services profile bookmark in profile '{}' with name: [{}]; screensize:[{}]; colorDepth:[{}]; {} username:[{}]; authentication :[{}] {} {} connect local drives={}; connect local printers={}; connect local COM ports={}; {} {} {} {} {} {} roles option set to "{}".
ADM23032 Added the SSO bookmark {} for group {}. Forms-based SSO - {}, Custom Headers - {}.
USR20404 Added the bookmark {}
ADM20405 Added the bookmark {} for group {}
ADM23019 Added trusted host {}
ADM23070 Added web proxy server [{}]
ADM20474 Added {} bookmark '{}' for group '{}'.
ADM24235 Added {} in file profile '{}' with {}.
ADM24295 Added {} in web profile '{}' with servers {}
ADM24295 Added {} in web profile '{}' with servers {} , number of Metaframe Servers={}, and Citrix Ports [{}].
ADM10249 Added {} realm '{}'
ADM20570 Added {} route to {}/{} via {} with metric {}.
ADM30478 Added {} to the list of ports that require client certificate.
ADM30478 Added {} to the list of {} ports that require client certificate.
ADM20213 Adding NFS ACL: name={}, description={}, server={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20210 Adding NFS Bookmark: name={}, description={}, server={}, path={}
ADM20218 Adding SAM ACL: ip={}, netmask={}, port={}
ADM20216 Adding SAM APP: name={}, description={}, application={}, md5={}
ADM20217 Adding SAM HOST: ip={}, netmask={}, port={}
ADM20215 Adding Web ACL: name={}, description={}, protocol={}, hostname={}, path={}, ipaddress={}, netmask={}
ADM20212 Adding Web Bookmark: name={}, description={}, url={}, startpage={}
ADM20214 Adding Windows ACL: name={}, description={}, server={}, share={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20211 Adding Windows Bookmark: name={}, description={}, server={}, share={}, path={}
ADM20708 Adding {} as terminal bookmark for group {}.
USR20711 Adding {} as terminal bookmark.
ARC24425 Admin deleted {} configuration local backups dated {}
LIC30542 Admin initiated a license state update from the license server. Results of the action will be available in the Events log.
ARC24424 Admin restored {} configuration local backup dated {}. {}
ARC22057 Admin saved new archive schedules
ARC24423 Admin saved {} configuration as local backups
ADM22667 Admin {}/{} from IP {} authenticated successfully using {} authentication.
ADM22667 Admin {}/{} from IP {} via {} port authenticated successfully using {} authentication.
ADM30856 Administrative Network {} successfully
AUT22724|AUT23359 Administrative sign on for {} from {} was rejected because system was locked for recovery
SYS30820 Administrator action required after upgrade: {}
ADM20244 Administrator login on external interface disabled
ADM20243 Administrator login on external interface enabled
ADM23165 Administrators Card Set has been replaced.
ADM20695 All images less than {}KB will be cached by clients
LIC30494 All incremental license leases acquired from server {} have expired
LIC30687 All incremental license leases acquired from server {} have expired{}
LIC30565 All incremental licenses leased to client {}, feature {} have expired
LIC30660 All license auto-leases acquired from server {} have expired
LIC30660 All license auto-leases acquired from server {} have expired on node {}
LIC30493 All license leases acquired from server {} have expired
LIC30686 All license leases acquired from server {} have expired{}
LIC30564 All licenses leased to client {}, feature {} have expired
EIP24474 Allocated virtual IP {} from pool '{}' for user '{}' at {}
AUT20008 Allow all users to sign in
ADM20625 Allow email password caching selection changed to {}.
AUT20007 Allow only administrators to sign in
ADM24403 Allow this device to accept pushed configuration.
ADM20622 Allow users to set their IMAP server selection changed to {}.
ADM20623 Allow users to set their POP server selection changed to {}.
ADM20624 Allow users to set their SMTP server selection changed to {}.
ADM23434 Allowed SSL and TLS changed from '{}' to '{}'
AUT22680 An invalid client-side certificate was presented. Login failed for {}/{}.
MTG23296 Annotation {} in {} '{}' (ID: {}). {}
MTG23274 Annotation {} {} in {} '{}' (ID: {}). {}
ADM22762 Anonymous Authentication server instance '{}' deleted.
ADM22760 Anonymous Authentication server instance name '{}' created.
ADM22761 Anonymous Authentication server instance name changed from '{}' to '{}'.
WEB24302 Applet file '{}' is not found.
ADM20190 Application Session Manager ACL Added. Server Name: {} Port: {}
ADM20191 Application Session Manager ACL Removed. Server Name: {} Port: {}
MTG20869 Application sharing for {} '{}' (ID: {}) ended. Total Sharing Time: {} minute(s), Total Data Transmitted: {} KB. {}
MTG20868 Application sharing for {} '{}' (ID: {}) started. {}
ARC23037|ARC23626 Archiving could not connect to '{}://{}:{}', {} not archived
ARC23038|ARC23627 Archiving could not login to {}://{}:{} as user '{}', {} not archived
ARC23039|ARC23628 Archiving could not write to {}://{}:{}/{}, {} not archived
SML23138 Artifact {} from client {} has already been used
ERR23642 Assertion for SAML Auth Server '{}' does not contain a NotBefore condition; Assertion '{}'"
ERR23643 Assertion for SAML Auth Server '{}' does not contain a NotOnOrAfter condition; Assertion '{}'"
ERR23647 Assertion for SAML Auth Server '{}' does not contain a Subject in its AuthenticationStatement; Assertion '{}'"
ERR23646 Assertion for SAML Auth Server '{}' does not contain an AuthenticationStatement; Assertion '{}'"
ERR23648 Assertion for SAML Auth Server '{}' does not contain any of the expected ConfirmationMethods '{}' in its AuthenticationStatement Subject; Assertion '{}'"
ERR23641 Assertion for SAML Auth Server '{}' does not match the expected Issuer '{}'; Assertion '{}'"
ERR23645 Assertion for SAML Auth Server '{}' has expired; NotOnOrAfter earlier than or equal to current time (minus allowed skew) '{}'; You can adjust the allowed clock skew for the SAML Auth Server to compensate; Assertion '{}'"
ERR23644 Assertion for SAML Auth Server '{}' is not yet valid; NotBefore later than current time (plus allowed skew) '{}'; You can adjust the allowed clock skew for the SAML Auth SErver to compensate; Assertion '{}'"
ERR10069 Assertion: file {}:{} in {}: assert {}
STA22722 Attempt to connect to unauthorized or non-existing bookmark '{}'.
AUT22727|ADM23453 Attempt to create Super Admin session using token {} from {} failed
ERR10024 Attempting cache operation '{}' on cache key '{}' with invalid expected value length of '{}'.
ERR10023 Attempting cache operation '{}' on cache key '{}' with invalid value length of '{}'.
MTG20036 Attendee ({}) deleted from {} ID {}. {}
MTG20032 Attendee {} ({}) added to {} ID {}. Role: {}, Joined: {}, Left: {}. {}
MTG20033 Attendee {} ({}) updated for {} ID {}. Role: {}, Joined: {}, Left: {}. {}
MTG20865 Attendee {} joined {} '{}' (ID: {}). {}
MTG20866 Attendee {} left {} '{}' (ID: {}) after {} minute(s). Total Data Transmitted: {} KB. {}
MTG20879 Attendee {} removed from {} '{}' (ID: {}) by conductor {}. {}
MTG20880 Attendee {} removed from {} '{}' (ID: {}) by the meeting server, because the user's data rate was too slow and caused the meeting to slow for all attendees. {}
AUT30775 Attribute {} needed for SQL Lookup does not exist or is of incorrect type for server {}
ADM24642 Auth Server {}: Bookmark Synchronization has been changed to '{}'.
ADM24643 Auth Server {}: Logical Name for this server has been changed from '{}' to '{}'.
SML23130 Authentication failed for SOAP request from {}
AUT30833 Authentication failure for AD realm '{}' due to large time drift. Please make sure the system time on this device and Active Directory server '{}' are in sync.
AUT30835 Authentication failure for AD server '{}': bad username or authentication information
AUT30834 Authentication failure for AD server '{}': protocol disallowed by configuration
AUT30836 Authentication failure for AD server '{}': specified account does not exist
OUT30677 Authentication for Outlook connection on virtual hostname "{}" (auth server "{}") for user "{}" !4failed.
OUT30677 Authentication for Outlook connection on virtual hostname "{}" (auth server "{}") for user "{}" .
OUT30677 Authentication for Outlook connection on virtual hostname "{}" (auth server "{}") for user "{}" succeeded!4failed.
OUT30677 Authentication for Outlook connection on virtual hostname "{}" (auth server "{}") for user "{}" succeeded.
OUT30717 Authentication for Outlook user "{}" failed because user's password expired.
OUT30718 Authentication for Outlook user "{}" failed. User needs to change the password.
OUT30716 Authentication for Outlook user "{}" rejected because Outlook rule changed for virtual host "{}".
FDE30573 Authentication of IF-MAP client {} ({}) failed: {}
FDE30574 Authentication of IF-MAP replica {} ({}) failed: {}
ADM20319 Authentication server {} is disabled.
ADM20318 Authentication server {} is enabled.
ADM20263 Authentication server {}: Authorization group default group changed from '{}' to '{}'.
ADM20262 Authentication server {}: Authorization group external server changed from '{}' to '{}'.
ADM20261 Authentication server {}: Authorization group selection changed from '{}' to '{}'.
ADM24511 Authentication token is created for administrative logon recovery
AUT22725|ADM23451 Authentication token {} is created for administrative logon recovery
STA22719 Authorized {} connection to {}:{}
STA22719 Authorized {} connection to {}:{} !4
STA22719 Authorized {} connection to {}:{} as {}
STA22719 Authorized {} connection to {}:{} as {}!4
ADM23615 Auto-Import of intermediate CA certificate: "{}", with id: "{}" "{}"
ADM23614 Auto-Import of intermediate CA certificates "{}"
ADM24086 Auto-allow display {}.
ADM24823 Auto-delete idle user records from the local synchronization database is {}
ADM24822 Auto-delete inactive synchronized user records from the Cache is {}
LIC30651 Auto-leasing granted {} additional units of '{}'
LIC30651 Auto-leasing granted {} additional units of '{}' for node {}
LIC30846 Auto-leasing has been {} for feature '{}'
LIC30828 Auto-leasing penalty has been activated due to excess auto-lease activity by client {}
LIC30847 Auto-leasing penalty has been turned off
LIC30829 Auto-leasing penalty has expired
ADM24346 Auto-update of {} disabled.
ADM24345 Auto-update of {} enabled - frequency='{}', url='{}'
ADM24349 Auto-update parameters for {} changed - url='{}', uid='{}', interval='{}', password=<not logged>
USR30471 Autolaunch of bookmark {} failed since hostname '{}' was not resolvable.
ADM20658 Automatic version monitoring is now disabled
ADM20657 Automatic version monitoring is now enabled
ERR23289 BUG: Unknown event '{}' is being logged
ERR10022 Bad cache key length of '{}'.
ERR20924 Bind fail in webserver with error {}.
ERR10100 Bind to {} fail in server layer with error {}.
EML20860 Blocked read from server did not find delimiter.
EML20859 Blocked read from server fails.
EML20861 Blocked read from server read more than 2k bytes.
ADM23027 Bookmark Id parameter is missing. Can not edit SSO bookmark.
ADM20411 Bookmark Id parameter is missing. Can not edit bookmark.
SYS24017 Both fans are functional
SYS24021 Both the power supplies are functional
ADM20567 Broadcast {} to {}.
AUT23571 Browser on host {} is not supported for Host Checker or Cache Cleaner: User agent {}.
AUT23653 Browser on host {} is not supported for Host Checker: User agent {}.
AUT22715 Browser restrictions set to inherit from Users realm for realm '{}'.
AUT22713 Browser restrictions turned off for realm '{}'.
AUT22714 Browser restrictions turned on for realm '{}'.
ARC22055|ARC23625 But we could not adjust the size of the file, which might have some extra log entries
ADM23577 CA Certificate "{}": Added OCSP responder "{}"
ADM23578 CA Certificate "{}": Deleted OCSP responder "{}"
ADM23579 CA Certificate "{}": Disabled OCSP responder "{}"
ADM23580 CA Certificate "{}": Enabled OCSP responder "{}"
ADM23581 CA Certificate "{}": For OCSP responder "{}" imported new {} Certificate.
ADM23582 CA Certificate "{}": For OCSP responder '{}' updated clock discrepancy to '{}' minutes and Revocation Checking to '{}'.
ADM23576 CA Certificate "{}": Updated OCSP options to "{}" and the 'use Nonce' option to {}
ADM23575 CA Certificate "{}": Updated status checking option to "{}"
ADM22880 Cache Cleaner Restriction for realm {} is updated to {}
AUT22931 Cache Cleaner failed on host {} .
AUT22931 Cache Cleaner failed on host {} for user '{}'.
ADM23026 Cache Cleaner frequency updated to {} mins and session check frequency to {} mins
ADM23025 Cache Cleaner is disabled for group {}
ADM23023 Cache Cleaner is enabled for group {}
AUT22929 Cache Cleaner is running on host {} .
AUT22929 Cache Cleaner is running on host {} for user '{}'.
AUT23446 Cache Cleaner running on host {} will exit as the user login timed out.
ADM23024 Cache Cleaner settings are inherited for group {}
ADM22881 Cache Cleaner settings updated, frequency {} mins and status update frequency {} mins
ADM23428 Cache Cleaner: Additional hosts updated.
ADM23422 Cache Cleaner: AutoComplete of Web Addresses is {}.
ADM23655 Cache Cleaner: Emptying of Recycle Bin and Recent Documents List at the end of user session is {}.
ADM23429 Cache Cleaner: File/folder added {}, subfolders will {} be cleared.
ADM23430 Cache Cleaner: File/folder {} deleted.
ADM23425 Cache Cleaner: Flushing of passwords is {}.
ADM23448 Cache Cleaner: Login inactivity timeout changed from {} to {}.
ADM23426 Cache Cleaner: Passwords will be flushed {}.
ADM23427 Cache Cleaner: Uninstall at logout is {}.
ADM23431 Cache Cleaner: {} Clear Files/Folders only at the end.
WEB23657 Can not launch applet, file '{}' is not found.
ERR20734 Can not open cache {}, {}
ERR20092 Can't create group '{}'. Can't open cache.
SML23137 Can't find artifact {} from client {}
SML23139 Can't find response for Artifact {} from client {}
SML23169 Can't generate response for Artifact {} from client {}. Assertion was: {}
ERR20093 Can't initialize group '{}'. {}
ERR20099 Can't open cache ({}).
ERR20095 Can't save group '{}' to cache.
AUT22984 Cancelled login for '{}' from IP {} because user cancelled New PIN System operation.
AUT21080 Cancelled login for '{}' from IP {} because user cancelled New PIN operation.
AUT22983 Cancelled login for '{}' from IP {} because user cancelled New Pin Select operation.
AUT22985 Cancelled login for '{}' from IP {} because user cancelled New User PIN operation.
ADM20550 Cannot Import Users: import file is binary
ADM20549 Cannot Import local users: import file size is zero bytes
SYS10056 Cannot access any other node in the cluster while booting, probably the other node crashed or the cluster password is incorrect.. ['{}', {}]
EML20843 Cannot access certificate file(s). Please set the DSINSTALL path and try again.
STS20140 Cannot access statistics file.
ADM20552 Cannot add group {}
LIC10006 Cannot apply temporary license of permanent license on the same product/upgrade.
AUT22696 Cannot bind LDAP server {} port {} using basedn {}.
ADM20564 Cannot change IP address {} for the device.
ERR24614 Cannot connect to Kerberos KDC for realm {}
ADM20928 Cannot connect to dsserver
ADM20934 Cannot connect to the internal server. The system is not ready.
ERR20434 Cannot create Certificate Signing Request. Contact Juniper Networks support.
FBR20509 Cannot create new folder {} on \\\\{}. Error={}.
FBR20509 Cannot create new folder {} on \\\\{}\\{}. Error={}.
FBR20509 Cannot create new folder {} on \\\\{}\\{}\\{}. Error={}.
FBR20507 Cannot create new folder. Access denied to \\\\{}\\{}.
FBR20508 Cannot create new folder. Invalid folder name specified. {}
ERR20435 Cannot create private key file. Contact Juniper Networks support.
ERR24615 Cannot determine realm for AD server {}
FBR20502 Cannot download Windows file {}. Access denied to \\\\{}\\{}.
SYS10239 Cannot enable node in cluster with different version of S/W when Central Manager upgrade is not present. (Node '{}' runs version '{}')
FBR20514 Cannot find Windows servers in this network.
SYS10057 Cannot get cluster info while booting, restarting, probably the onter node crashed..
SYS10058 Cannot get cluster time from the other node while booting, probably the onter node crashed..
RWR20016 Cannot get download url for \`{}\`
AUT22694 Cannot get group information from LDAP using base {} filter {} for user {}.
LIC20144 Cannot get version file.
ADM20930 Cannot import {} configuration: import file size is zero bytes
ADM20451 Cannot import. The imported file contains duplicate usernames which the current system cannot handle. One way to resolve the username conflicts is to first select 'Group specified when user signs in' in the Authentication Group Options page.
ADM20450 Cannot import. The imported file contains users saved in a different format from your current system. Please select '{}' in Authentication Group Options page first and re-import the config file.
ADM20454 Cannot import. Trying to import {} configuration using a {} configuration file.
ADM20452 Cannot import. Your config file contains the policy 'Group inferred based on username' which is different from the current system. Please select 'Group inferred based on username' in Authentication Group Options page first and re-import the config file.
ADM20453 Cannot import. Your config file contains the policy 'Group specified when user signs in' which is different from the current system. Please select 'Group specified when user signs in' in Authentication Group Options page first and re-import the config file.
AUT30831 Cannot load SPN '{}' from keytab file ({})
ERR20132 Cannot memory map the cache file: {}.
ERR20133 Cannot open cdb database file: {}.
FBR20506 Cannot open file \\\\{}\\{}\\{}\\{} with error {}.
ERR20131 Cannot open file: {}.
JAV20592 Cannot open {}
FBR20504 Cannot read file \\\\{}\\{}\\{}\\{} with error {}.
FBR20505 Cannot read file {}: {}/{} with error {}.
ERR20138 Cannot resolve host '{}'
EML20844 Cannot set SSL certificate from {}.
EML20845 Cannot set SSL key from {}.
FBR22997 Cannot upload Windows file. Access denied to \\\\{}\\{}.
EML20840 Cannot use certificate chain. Add certificate chain fail.
EML20837 Cannot use certificate chain. New bio fail.
EML20838 Cannot use certificate chain. Please set the DSINSTALL path and try again.
EML20839 Cannot use certificate chain. Read intermediate certificate file fail.
FBR20513 Cannot write Windows file {} to \\\\{}\\{} with error {}.
ERR20143 Cannot write to syslog.
ERR24377 Caught a SAML exception '{}' while verifying response. Error: {}
ERR23140 Caught a SAML exception while trying to sign an assertion
ERR10068 Caught signal {}
ERR10068 Caught signal {} ({})
ERR24379 Certificate '{}' in SAML signature verification is either invalid or untrusted.
ERR24380 Certificate '{}' in SAML signature verification is revoked.
ADM23043 Certificate Authentication server '{}': Changed user name template from '{}' to '{}'.
ADM20430 Certificate Signing Request (CSR) deleted.
ERR20433 Certificate and private key files do not match.
ADM30491 Certificate validation lib is changed from {} to {}
ADM30472 Change personality failed. Unable to change personality for a node that is enabled in a cluster configuration. Please disable the cluster node and retry.
ADM30473 Change personality failed. You must provide a package of a different personality.
ADM20250 Changed Address Restrictions for group '{}' to {}
ADM20663 Changed Allowed Encryption Strength from 'Accept only {}-bit or greater' to 'Accept only {}-bit or greater'
ADM24490 Changed Allowed Encryption Strength from 'Accept only {}-bit or greater' to custom cipher '{}'
ADM24492 Changed Allowed Encryption Strength from custom cipher '{}' to 'Accept only {}-bit or greater'
ADM20326 Changed Authentication Server Selection Policy to 'User selects authentication server from a list'.
ADM20327 Changed Authentication Server Selection Policy to 'User types authentication server name'.
ADM20703 Changed Community in SNMP Agent Properties from {} to {}
ADM20703 Changed Community in SNMP Agent Properties from {} to {} for cluster {}
ADM20703 Changed Community in SNMP Agent Properties from {} to {} for node {}
ADM20703 Changed Community in SNMP Agent Properties from {} to {} for node {} for cluster {}
ADM30762 Changed Guest Access Email format from {} to {}.
ADM30761 Changed Guest Access Email subject from {} to {}.
ADM30760 Changed Guest Access SMTP Email from {} to {}.
ADM30758 Changed Guest Access SMTP login from {} to {}.
ADM30759 Changed Guest Access SMTP password.
ADM30757 Changed Guest Access SMTP server from {} to {}.
ADM23211 Changed Host Name to '{}' for cluster {}.
ADM23211 Changed Host Name to '{}' for node {} for cluster {}.
ADM23211 Changed Host Name to '{}' for node {}.
ADM23211 Changed Host Name to '{}'.
ADM23536 Changed IVS name from '{}' to '{}'
ADM24555 Changed Load Balancer "{}" from "{}" to "{}"
ADM20648 Changed NTP Server from {} to {} {}
ADM20649 Changed NTP Update Interval from {} to {}
ADM23031 Changed Remote SSO setting for group {} to {}
ADM20249 Changed SSL Client-side Digital Certificate Authentication feature for group '{}' to {}
ADM20697 Changed Session Roaming settings for group '{}' to {}
ADM23020 Changed Session Timeout Warning to {} for group '{}'.
ADM20696 Changed Session settings for group '{}' to use {}
ADM23021 Changed Session timeout Reminder time to {} for group '{}'.
ADM20701 Changed System Contact in SNMP Agent Properties from {} to {}
ADM20701 Changed System Contact in SNMP Agent Properties from {} to {} for cluster {}
ADM20701 Changed System Contact in SNMP Agent Properties from {} to {} for node {}
ADM20701 Changed System Contact in SNMP Agent Properties from {} to {} for node {} for cluster {}
ADM20702 Changed System Location in SNMP Agent Properties from {} to {}
ADM20702 Changed System Location in SNMP Agent Properties from {} to {} for cluster {}
ADM20702 Changed System Location in SNMP Agent Properties from {} to {} for node {}
ADM20702 Changed System Location in SNMP Agent Properties from {} to {} for node {} for cluster {}
ADM20700 Changed System Name in SNMP Agent Properties from {} to {}
ADM20700 Changed System Name in SNMP Agent Properties from {} to {} for cluster {}
ADM20700 Changed System Name in SNMP Agent Properties from {} to {} for node {}
ADM20700 Changed System Name in SNMP Agent Properties from {} to {} for node {} for cluster {}
ADM23045 Changed System Status {} Graph {} Line {} setting from '{}' to '{}'
ADM23044 Changed System Status {} Graph {} setting from '{}' to '{}'
ADM22901 Changed System Status {} setting from '{}' to '{}'
ADM20315 Changed auth server to '{}' from '{}' for '{}' group.
ADM10039 Changed cluster configuration to {}
ADM10037 Changed cluster name from {} to {}
ADM10038 Changed cluster password
ADM24491 Changed custom cipher for Allowed Encryption Strength from '{}' to '{}'
ADM20638 Changed idle timeout to {} for group '{}'.
ADM20604 Changed log event {} to Off
ADM20603 Changed log event {} to On
ADM20637 Changed maximum session timeout to {} for group '{}'.
AUT30910 Changed password successfully on authentication server '{}'
ADM23224 Changed server name from '{}' to '{}'
ADM10040 Changed synchronization protocol from {} to {}
ADM23015 Changed web proxy policy, {} requests are sent to the web proxy
ADM20187 Changed {} Access Control settings for group '{}' to use {}
ADM10042 Changed {} VIP from {} to {}
ADM20547 Changed {} feature from '{}' to '{}' for group '{}'
ADM24480 Changed {} in SNMP {} from {} to {}
ADM24480 Changed {} in SNMP {} from {} to {} for node {}
ADM24480 Changed {} in SNMP {} from {} to {} for node {} in cluster {}
ADM24480 Changed {} in SNMP {} from {} to {} in cluster {}
ADM20665 Changed {} settings for group '{}' to use {}
SYS10020 Changeset: Exceeded maximum of '{}' write attempts.
FBR22751 Chased Dfs referral on {} from {} to {}.
ADM23542 Citrix Client upload of {} failed{}
ARC22056|ARC23624 Clearing {} logfile after archiving
LIC30844 Client '{}' was granted {} units of '{}' through auto-leasing on {}
LIC30844 Client '{}' was granted {} {} units of '{}' through auto-leasing on {}
LIC30583 Client ({}) has attempted to connect using machine ID ({}). This machine ID is not registered.
LIC30582 Client ({}) with machine ID ({}) has not registered with the server.
SYS23002 Client Host Check failed for user '{}', group '{}'. Reason: '{}'.
SYS23005 Client Host Check is successful for user '{}', group '{}'.
SYS24081 Client Side Log Uploaded: Admin please download the uploaded log file: {}, {}, {}, {}, {}, {} and send to support team
SYS24081 Client Side Log Uploaded: Admin please download the uploaded log file: {}, {}, {}, {}, {}, {}, {} and send to support team
ADM30744 Client Types changed to {}
LIC30566 Client configuration for client {} has expired, any licenses leased to this client are being revoked.
LIC30519 Client deleted: Lease Client ID={}
LIC30581 Client has not registered with the server. This client will try to register again.
LIC30606 Client {} added to cluster {}, cluster id {}
LIC30632 Client {} has {} license: {} key: '{}' {} server {}
LIC30630 Client {} has {} license: {} key: {}
LIC30586 Client {} password mismatch.
LIC30632 Client {} {} has {} license: {} key: '{}' {} server {}
LIC30635 Client {}'s machineid seems to have changed from {} to {}, asking it to re-register
LIC30604 Client {}, {} set to standalone
SYS24201 Client-side Log {} uploaded
AUT22681 Client-side cert was successfully verified for {}/{}.
AUT22952 Client-side certificate could not be verified; error message '{}' code {}. Login failed for {}/{}.
AUT23156 Client-side certificate is revoked. Login failed for {}/{}.
ADM22877 Client-side certificate requirement turned off for realm '{}'.
ADM22876 Client-side certificate requirement turned on as optional for realm '{}'.
ADM22875 Client-side certificate requirement turned on for realm '{}'.
AUT23216 Client-side certificate was successfully obtained for {}/{}. Certificate is optional for this realm.
AUT23218 Client-side certificate was successfully verified {}/{}. This realm uses Netegrity auth server and key-value pairs are not matched.
ADM20422 Client/Server group {} set attribute {} value {}
ADM20418 Client/Server settings: Client/Server application support enabled for group '{}'.
ADM20419 Client/Server settings: Client/Server support disabled for group '{}'.
JAV20023 Closed connection to {} port {} after {} seconds, with {} bytes read (in {} chunk{}) and {} bytes written (in {} chunk{})
JAV20023 Closed connection to {} port {} after {} seconds, with {} bytes read (in {} chunk{}) and {} bytes written (in {} chunk{}) (session:{})
VDI24860 Closed {} connection to {}:{} (connection broker "{}", pool "{}").
ERR20921 Closing client connection because connection limit reached
ERR30456 Closing client connection because dsagentd buffer full.
LIC30612 Cluster node removal communicated to the server successfully, cluster name={}, cluster ID={}, removed mids=[{}], not-removed mids=[{}]
SYS10063 Cluster reported running but cannot access any other node in the cluster, password might be incorrect. Restarting as a standalone device.
SYS10055 Cluster reported running but cannot access any other node in the cluster, will retry... ['{}', {}]
LIC30608 Cluster status communicated to the server successfully, cluster name={}, cluster ID={}
LIC30609 Cluster status could not be communicated to server.
ADM10031 Cluster {} starting/joining
ADM10032 Cluster {} stopping
LIC30605 Cluster {}, cluster id {} added
LIC30603 Cluster {}, cluster id {} removed, no members left
RWR20013 Codebase already set to \`{}\`
LIC10007 Company name mismatch '{}' with '{}'.
SYS10044 Completed syncing state
SYS10026 Completed syncing state ({})
MTG20878 Conductor control given to {} in {} '{}' (ID: {}). {}
RWR20017 Configuration error \`{}\`
ADM20204 Configuration file has some errors, {} records skipped
ADM24515 Configuration of IVS '{}' is initialized with configuration of '{}'
LIC30511 Configured license server set to: server = {}, lease client ID = {}, preferred network = {}, verify server SSL certificate = {}
ERR10096 Connect fail in comm layer with error {}.
FDE24816 Connected to IF-MAP server
JAV20021 Connected to {} port {}
JAV30597 Connection denied since maximum number of licensed sessions are already in use for the default Hob RDP applet.
EML20817 Connection from '{}' requires SSLv3. Given cipher is '{}'.
EML20818 Connection from '{}' requires stronger cipher. Given cipher is '{}'.
SYS24814 Connection to event server closed
STA22721 Connection to {}://{}:{} closed
ADM30522 Connections from browsers that only accept weaker ciphers are {} now
LIC30640 Connectivity with license download server {} has been restored
ADM24353 Console password is now disabled
ADM24352 Console password is now enabled
ADM23133 Cookies will be set to maximize usability
ADM23134 Cookies will not be set to maximize security
ADM23493 Could not Initialized Export-Import Framework with config file '{}'
AUT24584 Could not authenticate user {} in LDAP server {} using protocol {}: challenge-response open protocols are disabled.
AUT24553 Could not authenticate user {} in LDAP server {}: The hash format of the stored password is incompatible with the protocol
AUT24554 Could not authenticate user {} in LDAP server {}: The password is incorrect
AUT22739 Could not change password for user {} : {}
AUT22741 Could not change password for user {}. New password must be at least {} characters long.
AUT22746 Could not change password for user {}. New password must not be one of the previous {} passwords.
AUT22743 Could not change password for user {}. User can change password on {}.
AUT22745 Could not change password for user {}. {}
LIC30613 Could not communicate node(s) removal to server.
AUT24534 Could not connect to LDAP server {}: {}
AUT22964 Could not connect to LDAP server {}:{} via SSL
AUT30778 Could not connect to SQL Server {}: {}
AUT23167 Could not create user name from template using Certificate Auth Server {}. Login failed to realm {} for cert DN {}
ARC23192 Could not export {}, not archived
AUT10304 Could not initialize the LDAP library
AUT24552 Could not retrieve hashed password for user {} from LDAP server {} using administrator's credentials: {}
ERR23072 Could not save '{}' because of internal storage error
MTG20024 Could not schedule meeting because the number of allowed scheduled meetings was already reached. Scheduled meeting limits were reached for the role(s): role '{}' (limit: {}).
ERR10095 Create socket fail in comm layer with error {}.
ERR10099 Create socket fail in server layer with error {}.
ERR20922 Create socket fail in webserver with error {}.
ERR10101 Create socket pair fail in server layer with error {}.
ADM24233 Created !1Unix file profile '{}' with file path [{}].
ADM24595 Created ({}) with the following attributes:{}
ADM30891 Created Active Directory Legacy Mode auth server: '{}'.
ADM30890 Created Active Directory mode auth server: '{}'.
ADM23081 Created Certificate Signing Request: key size {}, '{}'
ADM30449 Created Client Auth Certificate '{}'
ADM30448 Created Client Auth Certificate '{}' from signed CSR.
ADM23085 Created Device Certificate '{}'
ADM23083 Created Device Certificate '{}' from signed CSR.
ADM24248 Created Hosted Applet profile "{}" with archive [{}].
ADM24239 Created JSAM Application profile "{}" with servers [{}] and dynamicPortSelection=!3no.
ADM24239 Created JSAM Application profile "{}" with servers [{}] and dynamicPortSelection=.
ADM24239 Created JSAM Application profile "{}" with servers [{}] and dynamicPortSelection=yes!3no.
ADM24239 Created JSAM Application profile "{}" with servers [{}] and dynamicPortSelection=yes.
ADM24241 Created JSAM {} Application profile "{}" with servers [{}].
MTG24500 Created MySecureMeeting '{}/{}' Subject: {}, Description: {}, Password: {}.
ADM30791 Created SignIn SAML MdP '{}'
ADM30794 Created SignIn SAML Peer SP '{}'
ADM24243 Created WSAM Application profile "{}" with [filename: {}; Path: {}; MD5 hash: {}].
ADM24262 Created WSAM Destination profile "{}" with allowed servers [{}].
ADM24245 Created WSAM {} Application profile "{}".
ADM24320 Created Web profile '{}' with URL <{}> and preventAttachmentDownload={}, preventAttachmentUpload={}, caching={}.
ADM24272 Created Web profile '{}' with URL [{}], option [{}] .
ADM24272 Created Web profile '{}' with URL [{}], option [{}] and web interface version={}.
ADM24545 Created Web profile '{}' with URL [{}], option [{}] {} {}.
ADM24270 Created Web profile '{}' with URL [{}].
ADM24233 Created Windows file profile '{}' with file path [{}].
ADM24233 Created Windows!1Unix file profile '{}' with file path [{}].
ADM10028 Created cluster {}
ADM24087 Created container archive {} from archives [{}].
ADM24233 Created file profile '{}' with file path [{}].
USR20628 Created mail proxy username {}
MTG20025 Created meeting '{}' ID: {}, Description: {}, Start Time: {}, Duration: {} minutes.
MTG20025 Created meeting '{}' from {}, ID: {}, Description: {}, Start Time: {}, Duration: {} minutes.
ADM30487 Created new Junos Pulse component set {}
ADM30452 Created new Junos Pulse connection set {}
ADM23193 Created new custom page "{}" after uploading file "{}" size {} bytes
FBR20510 Created new folder {} on \\\\{}.
FBR20510 Created new folder {} on \\\\{}\\{}.
FBR20510 Created new folder {} on \\\\{}\\{}\\{}.
USR20631 Created new mail proxy password
ADM30467 Created new sign-in notification '{}'
ADM23443 Created new sign-in page '{}'
ADM23439 Created new sign-in policy '{}'
STS20139 Created statistics file.
ADM24854 Created {} '{}' with {}
ADM24854 Created {} '{}' with {} and {}.
ADM24313 Created {} '{}' with {}.
ADM24222 Created {} profile '{}' with [{}] {}.
SYS20470|ADM23566 Creating state snapshot, triggered by {}
ADM24510 DMI Agent Configuration changed from: {} to: {}.
ADM24637 DMI login failed because '{}' does not have .Administrators role.
ADM20464 DNS lookup {} ({})
ERR20101 DSGROUP environment variable undefined {}:{}
ADM23171 DSID will be included in Java related URLs for Safari and some versions of Mozilla browsers to maximize usability
ADM23172 DSID will not be included in any URLs to maximize security
MAG30694 Data push from device({}) to management blade({}) is resumed
MTG23214 Daylight Savings Time setting changed from "{}" to "{}"
EIP24475 Deallocated virtual IP {}
SYS23048 Debug Log cleared after snapshot
ADM23047 Debug Log is turned off
ADM23046 Debug Log is turned on, level {}, size {}, events: {}, user: {}
ADM20582 Default DNS Search domain {} to {}.
FBR20485 Delete NFS share {}:{}.
ADM22723 Delete dsrecord file
ADM20469 Delete tcpdump results
ADM20543 Delete windows NTLM account for {}. group={}.
FBR20482 Delete windows share \\\\{}\\{}\\{}.
ADM24513 Deleted Authentication Protocol '{}'
ADM23473 Deleted Enforcer '{}'
ADM20200 Deleted IP range '{}' from {} web resources list for group '{}'
ADM23537 Deleted IVS '{}'
USR20421 Deleted JSAM application with server '{}' and port '{}'.
USR24813 Deleted JSAM application {} with server {} and port {}
ADM20440 Deleted Javasoft code signing certificate.
ADM30560 Deleted Junos Pulse client version {}
ADM30489 Deleted Junos Pulse component set {}
ADM30454 Deleted Junos Pulse connection set {}
LIC30513 Deleted License Server={}
ADM24360 Deleted Location Group '{}'
ADM20438 Deleted MS Authenticode code signing certificate.
MTG24502 Deleted MySecureMeeting '{}/{}'.
ADM24838 Deleted Products '{}' from rule '{}' (policy '{}') during ESAP activation.
ADM24358 Deleted RADIUS Client '{}'
ADM24521 Deleted RADIUS Dictionary '{}'
ADM24524 Deleted RADIUS Vendor '{}'
ADM30796 Deleted SignIn SAML Peer SP '{}'
ADM24839 Deleted Vendors '{}' from rule '{}' (policy '{}') during ESAP activation.
FBR20501 Deleted Windows file \\\\{}\\{}.
FBR20501 Deleted Windows file \\\\{}\\{}\\{}.
FBR20501 Deleted Windows file \\\\{}\\{}\\{}\\{}.
FBR30546 Deleted Windows folder \\\\{}\\{}.
FBR30546 Deleted Windows folder \\\\{}\\{}\\{}.
ADM24711 Deleted a row in Basic authentication table {{}, {}, {}, {}, {}, [{}]}
ADM24693 Deleted a row in Constrained Delegation table {{}, {}, {}, {}, [{}]}
ADM24699 Deleted a row in Kerberos IVE Intermediation table {{}, {}, {}, {}, {}, {}}
ADM24689 Deleted a row in Kerberos Realms table {{}, [{}], {}, {}, {}, [{}]}
ADM24705 Deleted a row in NTLM table {{}, {}, {}, {}, {}, {}}
SYN24785 Deleted all user records from the local synchronization database
ADM20475 Deleted all {} bookmarks for group '{}'.
ADM10030 Deleted cluster {}
ADM20606 Deleted filter {}
ADM24231 Deleted role "{}" from {} profile bookmark '{}' in {} profile '{}'.
ADM24229 Deleted role "{}" in !1ssh profile '{}'.
ADM24229 Deleted role "{}" in profile '{}'.
ADM24229 Deleted role "{}" in telnet profile '{}'.
ADM24229 Deleted role "{}" in telnet!1ssh profile '{}'.
ADM23225 Deleted server '{}'
ADM30465 Deleted staged package
ADM30474 Deleted staged service package {}.
ADM30469 Deleted the sign-in notification '{}'
ADM23445 Deleted the sign-in page '{}'
ADM23441 Deleted the sign-in policy '{}'
SYN24850 Deleted user record with username {} and Logical Auth Server {} from the local synchronization database
ADM23071 Deleted web proxy server [{}]
ADM20199 Deleted web resource '{}' from {} web resources list for group '{}'
ADM10250 Deleted {} realm '{}'
SYN24745 Deleted {} user record(s) with Logical Auth Server {} from the local synchronization database
MTG20027 Deleted {} {}ID {}. {}
LIC30554 Denied {}'s increment lease request of '{}' users for feature {}
LIC30504 Denied {}'s lease request for feature '{}' - {}
AUT30704 Details for guest account {}. {}.
SYS24862 Detected Earlier Kernel Watchdog Restart, Test that failed: {} (Code {})
GWE24634 Detected a redirect loop with enforcer {}. Check the enforcer for a redirect-all infranet-auth policy.
LIC30629 Detected change in effective license protocol version - will re-register with server {}. No admin action is needed.
ADM22811 Device Certificate Authentication server instance '{}' deleted.
ADM22809 Device Certificate Authentication server instance name '{}' created.
ADM22810 Device Certificate Authentication server instance name changed from '{}' to '{}'.
ADM24696 Disabled 'Fallback to IVE Intermediation'
ADM24708 Disabled 'Fallback to NTLM V1'
ADM24702 Disabled 'Fallback to NTLM V2'
ADM24646 Disabled IF-MAP Federation Client '{}'
ADM24650 Disabled IF-MAP Federation Server Replica '{}'
ADM24393 Disabled Periodic Snapshot
ADM20546 Disabled Windows network discovery.
ADM10036 Disabled node(s) '{}' in cluster {}
ADM24305 Disabled terminal services ACL for [{}] in terminal services profile '{}'.
ADM24256 Disabled {} ACL policy for [{}] in {} profile '{}'.
ADM24686 Disabled {} SSO
MTG24334 Disconnect attendee due to error {}.
ADM24367 Display multiple user sessions warning notification is {}
ADM24404 Do not allow this device to accept pushed configuration.
ADM20686 Download dsrecord file
ADM20468 Download tcpdump results
SYS30734 Downloaded Identical CRL ({} bytes) from '{}'
FBR20503 Downloaded Windows file \\\\{}.
FBR24329 Downloaded file(s) {} from NFS directory {}:{} as Zip file {}.
FBR24329 Downloaded file(s) {} from NFS directory {}:{}/{} as Zip file {}.
FBR24329 Downloaded file(s) {} from NFS directory {}:{}/{}/{} as Zip file {}.
FBR24330 Downloaded file(s) {} from \\\\{} as Zip file {}.
FBR24330 Downloaded file(s) {} from \\\\{}\\{} as Zip file {}.
FBR24330 Downloaded file(s) {} from \\\\{}\\{}\\{} as Zip file {}.
SYS23068 Downloaded new CRL ({} bytes) from '{}'
SYS30655 Downloaded new Metadata ({} bytes) from '{}'
ADM20666 Downloaded system software package.
ADM23194 Downloaded templates file "{}"
ADM24264 Duplicated {} profile "{}".
ADM24397 ESAP package (version '{}') activated.
ADM24396 ESAP package (version '{}') deleted.
ADM24395 ESAP package (version '{}') installed.
ADM20618 Email Proxy Authentication Mode changed to {} from {}.
ADM20619 Email Proxy Credential separator changed to {} from {}.
ADM20620 Email Proxy Idle timeout changed to {} from {}.
ADM20621 Email Proxy Session length changed to {} from {}.
ADM20611 Email Proxy Support changed to {}.
MTG22737 Email address rejected when sending notification email to meeting invitee. Email address: {}.
SYS30766 Email address rejected when sending notification email. Email address: {}.
ADM24394 Emergency mode '{}'
ADM24695 Enabled 'Fallback to IVE Intermediation'
ADM24707 Enabled 'Fallback to NTLM V1'
ADM24701 Enabled 'Fallback to NTLM V2'
ADM24645 Enabled IF-MAP Federation Client '{}'
ADM24649 Enabled IF-MAP Federation Server Replica '{}'
ADM24498 Enabled Periodic Snapshot with period of {} hours and maximum size of {} MB.
ADM24498 Enabled Periodic Snapshot with period of {} hours and maximum size of {} MB. The stop time for the periodic snapshot is '{}'.
ADM24498 Enabled Periodic Snapshot with period of {} hours and maximum size of {} MB. The stop time for the periodic snapshot is '{}'. Debug logging will be turned off after the stop time expires.
ADM20545 Enabled Windows network discovery.
ADM10035 Enabled node(s) '{}' in cluster {}
ADM24304 Enabled terminal services ACL for [{}] in terminal services profile '{}'.
ADM24225 Enabled {} ACL policy for [{}] in {} profile '{}'.
ADM24685 Enabled {} SSO
ADM23299 End-user localization has changed from '{}' to '{}'.
ADM20245 Enforce certificate attribute [KEY:{} VALUE:{}] [realm={}]
SYS30751 Error accepting: {}
SYS30752 Error binding to port: {}, {}
ADM20654 Error changing time zone.
FDE24731 Error communicating with IF-MAP server "{}": {}: {}
ERR23108 Error connecting to SAML ACS {}: {}
ERR23109 Error connecting to SAML web service {}: {}
ERR23064 Error downloading CRL from '{}': CRL format error
ERR23063 Error downloading CRL from '{}': CRL not found
ERR23065 Error downloading CRL from '{}': CRL verification error
ERR23061 Error downloading CRL from '{}': Missing base DN
ERR23062 Error downloading CRL from '{}': Missing host name
ERR23067 Error downloading CRL from '{}': No CRL data
ERR23060 Error downloading CRL from '{}': URL format error
ERR23066 Error downloading CRL from '{}': Unsupported download scheme
ERR23059 Error downloading CRL from '{}': {}
ERR30653 Error downloading Metadata from '{}': No Metadata
ERR30654 Error downloading Metadata from '{}': Unsupported download scheme
ERR30652 Error downloading Metadata from '{}': {}
FDE24653 Error from IF-MAP server: "{}"
FDE24678 Error from replica IF-MAP server "{}" ({}): errorCode "{}", errorString "{}", name "{}"
ERR30798 Error in SAML processing : '{}'
ERR20009 Error in parsing \`{}\`
SYS30753 Error listening to port: {}, {}
SML23135 Error parsing SAML SOAP request from {}
SYS30748 Error reading message from {}:{}
SYS30749 Error verifying response, bytes write: {}, bytes read: {}
ADM20446 Error while extracting files during import {} configuration.
ADM20444 Error while packing during export {} configuration by administrator {}
ADM20445 Error while unpacking during import {} configuration by administrator {}
SYS30747 Error writing message to {}:{}, {}
FBR20488 Error {} while adding Windows share.
SYS10021 Exceeded maximum of '{}' write attempts for key '{}'.
ERR23634 Exception '{}' while parsing SAML Response; Message: '{}'; Response '{}'"
ADM20415 Exchange Server settings: Exchange disabled for group '{}'.
ADM20414 Exchange Server settings: Exchange enabled for group '{}'.
SYS10027 Executing Local Invoke {}
ADM30570 Exported Junos Pulse installer configuration for component set {}
ADM23491 Exported XML successfully into file '{}'.
ADM10318 Exported XML successfully.
ADM20443 Exported log by administrator {}
ADM20448 Exported snapshot by administrator {}
ADM20447 Exported {} configuration by administrator {}
SYN24801 Exported {} user record(s) with LAS [{}] from {}
FDU24754 Exporting session to IF-MAP: user: "{}", {}: "{}", capabilities: "{}", roles: "{}", device attributes: "{}"
ADM20577 External port Gateway address {} to {}.
ADM20574 External port IP address {} to {}.
ADM20576 External port broadcast {} to {}.
ADM20572 External port disabled for cluster {}.
ADM20572 External port disabled for node {} for cluster {}.
ADM20572 External port disabled for node {}.
SYS23317 External port disabled, license missing.
ADM20572 External port disabled.
ADM20573 External port enabled for cluster {}.
ADM20573 External port enabled for node {} for cluster {}.
ADM20573 External port enabled for node {}.
ADM20573 External port enabled.
ADM20575 External port netmask {} to {}.
ADM10265 Extra Action in Policy '{}' is modified to [{}]
ADM10266 Extra Action in Rule {} in Policy '{}' is modified to [{}]
AUT22695 Extracted Group {} using a search from BaseDN {} with Filter {} for user {}.
ADM24088 Extracted contents from the container file {}
ERR20100 FATAL ERROR: Can't export() '{}' group.
ADM20461 Factory defaults restored by {}/{}.
EML20836 Fail to create temp ({} bits) RSA key. Error={}.
FBR20494 Fail to list shares \\\\{}\\{} for user {} with error {}.
FBR20495 Fail to list shares for user {} with error {}.
STS20141 Fail to map statistics file. Errno={}.
EML20841 Fail to use certificate chain.
AUT21082 Failed login for '{}' because sdconf.rec file is missing.
AUT21076 Failed login for '{}' from IP {} because New PIN format is invalid.
AUT21077 Failed login for '{}' from IP {} because New PIN length is invalid.
AUT21078 Failed login for '{}' from IP {} because New PIN was rejected.
AUT21073 Failed login for '{}' from IP {} because Next Token code is invalid.
AUT21075 Failed login for '{}' from IP {} because entered PINs are mismatched.
AUT21074 Failed login for '{}' from IP {} because group is invalid.
AUT21081 Failed login for '{}' from IP {} because {} has an invalid format value '{}'
FBR22998 Failed to add Windows share \\\\{}\\{}\\{}. Access denied.
FBR20491 Failed to add Windows share. Negotiate Protocol problem {}.
FBR20489 Failed to add Windows share. Network Problem {}.
FBR20490 Failed to add Windows share. Session Request problem {}.
FBR20492 Failed to add Windows share. Session Setup problem {}.
FBR20493 Failed to add Windows share. Tree Connect problem {}.
ERR30539 Failed to authenticate client certificateon the virtual port with IP address '{}' due to the following reason: {}
ERR30539 Failed to authenticate client certificate{} on the virtual port with IP address '{}' due to the following reason: {}
MTG20751 Failed to connect invitee {} to meeting '{}' (ID: {}). Clearing the meeting server cache for the cluster node.
MTG20740 Failed to connect invitee {} to meeting '{}' (ID: {}). Error: {}
FDE24714 Failed to connect to IF-MAP replica "{}" ({}): {}
ERR23142 Failed to convert SAML Assertion from DOM for signing
ERR23141 Failed to create SAML assertion for post profile
ERR23144 Failed to create an artifact assertion
MTG20739 Failed to create socket when invitee {} tried to connect to meeting '{}' (ID: {}). Error: {}
ERR10064 Failed to decrypt intracluster message received from '{}'. Is the cluster password correctly set up?
ADM24211 Failed to export local configuration during push config.
FBR22752 Failed to find Dfs referral on {} for {} with error {}.
AUT23415 Failed to fire radius accounting event
ERR20458 Failed to fix permissions for group '{}'.
ADM24212 Failed to import configuration from {} during push config.
ADM10308 Failed to import license key {} for company {}.
ERR20426 Failed to import {} file. The name or format of the file is invalid.
ERR23148 Failed to initialize SAML; no SAML functionality available
ERR20429 Failed to initialize certificate. SSL server flag on certificate is not 'Yes'.
ERR20428 Failed to initialize certificate. x509 error encountered while parsing {}.
USR30636 Failed to launch "{}" desktop since the display protocol configured is currently not supported.
USR30619 Failed to launch the {} bookmark "{}" since the control parameters could not be signed.
FBR20499 Failed to list Windows share \\\\{}\\{} in wrkgrp/domain {} for user {} with error {}.
AUT24551 Failed to migrate password for MS-CHAP and MS-CHAP-V2 compatibility
FDE24640 Failed to open IF-MAP database; all data was lost
AUT23316 Failed to parse radius accounting request
LIC30611 Failed to process cluster remove nodes request from {} - {}
LIC30607 Failed to process cluster status request from {} - {}
JAV20594 Failed to re-sign {}
FBR20500 Failed to read Windows directory {} with error {}.
ADM20726 Failed to remove group '{}'
MTG20744 Failed to send packet to meeting server for invitee {}.
NWC24375 Failed to set ACLs for user with NCIP {}
ERR24808 Failed to set Split-Tunneling network route. Destination {} does not match netmask {}.
ERR24633 Failed to set Split-Tunneling networks for user {}. There can only be up to a maximum of {} split-tunneling routes applied per VPN tunnel.
ADM24488 Failed to sign the Secure Gateway web controls with the imported MS Authenticode certificate. Please make sure that the imported certificate has not expired, and that the clock on the Secure Gateway is set to the correct time.
ERR20005 Failed to update dynamic binding cache
LIC30495 Feature '{}' capacity leased from {} reduced from {} units to {} units because of lease expiration
ERR24617 Fetch Kerberos TGS for user {}, TGT user {}, realm {}, host {} failed: {}
ERR24616 Fetch Kerberos TGT for user {}, realm {} failed: {}
ADM30419 File System Auto-cleanup '{}'
ADM20548 File name provided to import users in null
ERR20134 File name {} length is more than the allowed length: {}.
MTG24504 Finished delete past meetings. A total of {} meetings are deleted.
FDE24820 Finished uploading metadata to IF-MAP replica "{}" ({})
ADM20580 First DNS server {} to {}.
ADM20103 Fixed permissions for group '{}' for resource '{}'.
ADM23297 For classid {}, action for parameter '{}' set to '{}'
ADM23298 For classid {}, parameter '{}' deleted
ADM23284 For realm '{}', deleted the following patterns from browser restrictions: {}.
ADM20723 Forcibly timed out {}/{} session. {} moved to group {}.
EAM30444 Forcing off user ({}) because of change in VLAN/RADIUS Attributes policy
ADM23534 Forcing off user {}({})
ADM20727 Forcing off user {}/{}
JAV20590 Fork error
SYS10059 Forming cluster: '{}'
ERR20136 Found bad data in data store -- probably from system not being powered down cleanly. Cleaning up the problem. Some loss of recently written data may occur ({}).
ERR20135 Found unfixable corruption in data store.
AUT22703 GET on target returned {}. Login denied.
ADM20568 Gateway address {} to {}.
AUT22683 Get IVE group information from the same server {} for user {}.
AUT22686 Get IVE group using an external authorization server for user {} using authentication server {}.
AUT22685 Get IVE group using users login name for user {} using authentication server {}.
AUT22684 Get fixed IVE group for user {} using authentication server {}.
AUT22693 Getting external group information from external authorization server for user {} using authentication server {}.
SML23121 Got SAML SSO Cookie from {}
ADM20553 Group Access feature is not licensed: cannot add group {}
AUT22701 Group mapping created for external group {}to IVE group {} for authentication server {}.
AUT22690 Group mapping found for external group {} to IVE group {} for authentication server {}.
AUT22702 Group mappings saved for authentication server {}.
MTG20045 Group meeting config read: group={}, requirePassword={}, requireIve={}, allowRemote={}, systemPassword={}, maxScheduledMeetings={}, maxConcurrentMeetings={}, maxConcurrentAttendees={}, maxDuration={}
ADM20202 Group name missing
ADM20208 Group name missing from the 'Group' tag!
ADM20201 Group {} does not exist
ADM24069 Guaranteed minimum number of users for realm '{}' is updated to {}
AUT30705 Guest account {} saved. Details: {}.
SYS30416 HPProxy-Server has reached the limit of the concurrent connections
ERR30557 HSM is not online. Attempting an HSM reset.
ERR30558 HSM reset failed. Attempting a system reboot.
ADM20660 Hardware acceleration of SSL is now disabled
ADM20659 Hardware acceleration of SSL is now enabled
ADM24370 Host Checker '{}' check '{}' added for policy '{}'.
ADM24372 Host Checker '{}' check '{}' deleted for policy '{}'.
ADM24371 Host Checker '{}' check '{}' updated for policy '{}'.
ADM24331 Host Checker '{}' policy '{}' created.
ADM24332 Host Checker '{}' policy '{}' updated.
ADM23255 Host Checker 3rd party policy '{}' created.
ADM23256 Host Checker 3rd party policy '{}' updated.
ADM30789 Host Checker Jail Breaking check '{}' added for policy '{}'.
ADM30788 Host Checker Jail Breaking check '{}' changed for policy '{}'.
ADM30787 Host Checker Jail Breaking check '{}' deleted for policy '{}'.
ADM24389 Host Checker MAC Address check '{}' added for policy '{}'.
ADM24391 Host Checker MAC Address check '{}' deleted for policy '{}'.
ADM24390 Host Checker MAC Address check '{}' updated for policy '{}'.
ADM30783 Host Checker MSS check '{}' added for policy '{}'.
ADM30782 Host Checker MSS check '{}' changed for policy '{}'.
ADM30781 Host Checker MSS check '{}' deleted for policy '{}'.
ADM23260 Host Checker NHC check '{}' added for policy '{}'.
ADM23259 Host Checker NHC check '{}' changed for policy '{}'.
ADM23258 Host Checker NHC check '{}' deleted for policy '{}'.
ADM24386 Host Checker NetBIOS check '{}' added for policy '{}'.
ADM24388 Host Checker NetBIOS check '{}' deleted for policy '{}'.
ADM24387 Host Checker NetBIOS check '{}' updated for policy '{}'.
ADM24516 Host Checker Patch check '{}' added for policy '{}'.
ADM24518 Host Checker Patch check '{}' deleted for policy '{}'.
ADM24517 Host Checker Patch check '{}' updated for policy '{}'.
ADM24455 Host Checker Remote IMV check '{}' added for policy '{}'.
ADM24457 Host Checker Remote IMV check '{}' deleted for policy '{}'.
ADM24456 Host Checker Remote IMV check '{}' updated for policy '{}'.
ADM30786 Host Checker Rooting check '{}' added for policy '{}'.
ADM30785 Host Checker Rooting check '{}' changed for policy '{}'.
ADM30784 Host Checker Rooting check '{}' deleted for policy '{}'.
ADM24063 Host Checker Whole Security silent scan changed from {} to {}
ADM24064 Host Checker Whole Security user unblock changed from {} to {}
ADM23249 Host Checker auto-upgrade changed from {} to {}.
ADM23250 Host Checker client-side logging changed from {} to {}
ADM23269 Host Checker file check '{}' added for policy '{}'.
ADM23268 Host Checker file check '{}' changed for policy '{}'.
ADM23267 Host Checker file check '{}' deleted for policy '{}'.
ADM23248 Host Checker interval changed from {} to {}.
ADM23449 Host Checker login inactivity timeout changed from {} to {}.
ADM24486 Host Checker machine certificate check '{}' added for policy '{}'.
ADM24485 Host Checker machine certificate check '{}' changed for policy '{}'.
ADM24484 Host Checker machine certificate check '{}' deleted for policy '{}'.
ADM23506 Host Checker perform dynamic policy changed from {} to {}.
AUT30721 Host Checker policies could not be evaluated on host '{}' address '{}'.
ADM23257 Host Checker policies for realm '{}' changed from <{}> to <{}>.
ADM23254 Host Checker policy '{}' created.
ADM23253 Host Checker policy '{}' deleted.
AUT22925 Host Checker policy '{}' failed on host {} . Reason: '{}'.
AUT22925 Host Checker policy '{}' failed on host {} for user '{}'. Reason: '{}'.
AUT22923 Host Checker policy '{}' passed on host {} .
AUT22923 Host Checker policy '{}' passed on host {} for user '{}'.
ADM30417 Host Checker policy '{}' updated.
ADM23251 Host Checker policy name changed from '{}' to '{}'
ADM23252 Host Checker policy options changed from <{}> to <{}> for policy '{}'.
ADM23263 Host Checker port check '{}' added for policy '{}'.
ADM23262 Host Checker port check '{}' changed for policy '{}'.
ADM23261 Host Checker port check '{}' deleted for policy '{}'.
ADM24356 Host Checker predefined {} check '{}' added for policy '{}'.
ADM24355 Host Checker predefined {} check '{}' changed for policy '{}'.
ADM24354 Host Checker predefined {} check '{}' deleted for policy '{}'.
ADM23266 Host Checker process check '{}' added for policy '{}'.
ADM23265 Host Checker process check '{}' changed for policy '{}'.
ADM23264 Host Checker process check '{}' deleted for policy '{}'.
ADM23272 Host Checker registry check '{}' added for policy '{}'.
ADM23271 Host Checker registry check '{}' changed for policy '{}'.
ADM23270 Host Checker registry check '{}' deleted for policy '{}'.
ADM23014 Host Checker rule added for group '{}': Action:'{}' file '{}'.
ADM23013 Host Checker rule added for group '{}': Action:'{}' port list '{}'.
ADM23008 Host Checker rule added for group '{}': Action:'{}' process '{}'.
ADM23006 Host Checker rule added for group '{}': NHC: '{}'.
ADM23003 Host Checker rule added for group '{}': registry '{}'/'{}'/'{}'/='{}'.
ADM23007 Host Checker rule deleted for group '{}': Action:'{}' file '{}'.
ADM23009 Host Checker rule deleted for group '{}': Action:'{}' process '{}'.
ADM23010 Host Checker rule deleted for group '{}': Action:{} port list: '{}'.
ADM23012 Host Checker rule deleted for group '{}': NHC: '{}.
ADM23011 Host Checker rule deleted for group '{}': registry '{}'/'{}'/'{}'='{}'.
AUT23447 Host Checker running on host {} will exit as the user login timed out.
ADM23004 Host Checker settings modified for group '{}'. New settings are: Host Checker is '{}', ClientSoftware is '{}', CheckInterval is '{}', Failure Page is '{}'.
ADM24730 Host name {} cannot be resolved
IDP24673 IDP Monitor failed to initialize
IDP24672 IDP Monitor initialized
IDP24138 IDP Sensor {} - AuthCode received [{}]
IDP24128 IDP Sensor {} - Certificate does not match what we have seen before [{}][{}]
IDP24148 IDP Sensor {} - Connection closed by the IDP sensor
IDP24145 IDP Sensor {} - Connection reset by IDP after sending HMAC - OTP is probably incorrect
IDP24146 IDP Sensor {} - Connection timed out
IDP24121 IDP Sensor {} - Failed to initialize
IDP24124 IDP Sensor {} - Failed to open TCP connection to host [{}] on port [{}]
IDP24152 IDP Sensor {} - Failed to receive AuthCode acknowledgement - please try again or configure a new One-Time-Password
IDP24153 IDP Sensor {} - Failed to receive AuthCode. Authentication failed.
IDP24132 IDP Sensor {} - Failed to received Heartbeat acknowledgement
IDP24122 IDP Sensor {} - Failed to resolve host [{}]
IDP24136 IDP Sensor {} - HMAC received [{}]
IDP24134 IDP Sensor {} - HMAC sent [{}]
IDP24137 IDP Sensor {} - HMAC verification failed
IDP24120 IDP Sensor {} - Initialization done
IDP24147 IDP Sensor {} - Internal error
IDP24123 IDP Sensor {} - Internal socket error
IDP24126 IDP Sensor {} - Negotiating TLS ...
IDP24127 IDP Sensor {} - Negotiating TLS failed
IDP24129 IDP Sensor {} - Negotiating TLS succeeded
IDP24141 IDP Sensor {} - Nth Connection AuthCode sent [{}]
IDP24140 IDP Sensor {} - Nth Connection done. Connection established.
IDP24133 IDP Sensor {} - OTP Index sent [{}]
IDP24151 IDP Sensor {} - One-Time-Password [{}] is incorrect
IDP24149 IDP Sensor {} - Received an invalid message from the IDP sensor
IDP24144 IDP Sensor {} - Reconnecting...
IDP24142 IDP Sensor {} - Reset
IDP24143 IDP Sensor {} - Sending Config message: [{}]
IDP24674 IDP Sensor {} - Sending session update: [{}]
IDP24130 IDP Sensor {} - Starting first connection ...
IDP24131 IDP Sensor {} - Starting nth connection ...
IDP24125 IDP Sensor {} - TCP connection to host [{}] on port [{}] succeeded
IDP24139 IDP Sensor {} - Tearing down first connection ...
IDP24150 IDP Sensor {} - Trying old AuthCode [{}]
IDP24135 IDP Sensor {} - Unable to compute HMAC
FDE24664 IF-MAP client "{}" ({}) connected
FDE24665 IF-MAP client "{}" ({}) disconnected
FDE24677 IF-MAP replica "{}" ({}) ended inbound connection
FDE24676 IF-MAP replica "{}" ({}) made inbound connection
FDE24716 IF-MAP request received by a node whose IF-MAP server is disabled
FDE24851 IF-MAP server database error: {}
NWC30713 IKEv2 Protocol error {} user {}
ADM20613 IMAP Port changed to {} from {}.
ADM20612 IMAP Server {}.
ADM30481 IP address {} to {} for the {} port{}.
ADM20565 IP address {} to {}.
EIP24476 IP allocation failed for user '{}', no unallocated addresses in pools
AUT22676 IP restrictions not applied due to empty list.
ADM20247 IP/Netmask ({}/{}) added to the allowed IP list for the realm {}
ADM20248 IP/Netmask ({}/{}) removed from the allowed IP list for the realm {}
IDP24104 Ignored IDP event [{}] for user [{}]
ADM20694 Image caching limit set to 0; all caching will be controlled by caching policies
ADM23489 Imported XML successfully form file '{}'.
ADM23622 Imported XML successfully from file '{}'.
ADM10315 Imported XML successfully.
ADM20431 Imported certificate file.
ADM20439 Imported new Javasoft code signing certificate.
ADM20437 Imported new MS Authenticode code signing certificate.
FDU24755 Imported session authenticated by {} from IF-MAP
ADM20449 Imported snapshot successful by administrator {}
ADM20456 Imported {} configuration.
SYN24744 Imported {} user record(s) into the local synchronization database from {}, maintaining existing Logical Auth Server names
SYN24800 Imported {} user record(s) into the local synchronization database from {}, overriding existing Logical Auth Server names with {}
ADM22979 Importing XML
ADM20207 Importing {} for group '{}' ...{}
ADM24026 Infranet installer option updated from "{}" to "{}".
ADM20090 Initializing system groups
ADM22907 Installed configuration pushed from {} {}.
JAV20588 Instrumentation failed : {} - {}
JAV20763 Instrumentation failed for {}: {}
ADM24373 Instrumentation of uploaded file {} failed: {}
ADM24411 Instrumentation of uploaded file {} succeeded, but the file contains no Java code. Original file {}, new file {}
ADM24374 Instrumentation of uploaded file {} succeeded, original file {}, new file {}
JAV20762 Instrumentation succeeded for {}, original file {}, new file {}
ADM24089 Instrumented archive {} from the container-file {}
ADM24506 Insufficient Licenses ({} available) to support all the enabled IVSs ({} needed)
ERR20094 Internal coding error for group '{}' at {}:{}
FDE24824 Internal error on IF-MAP database: {}: {}
ERR30593 Internal error starting Metadata download. Metadata updates may be delayed. (code={})
ERR23319 Internal error: Unable to connect to filter server
ERR23320 Internal error: Unable to find request in header string
ERR23318 Internal error: Unable to get user session
ERR23321 Internal error: Unable to parse header string
ERR23327 Internal error: Unable to read buf from cache for {}
ERR23312 Internal error: Unable to read enabled flag from cache for {}
ERR23313 Internal error: Unable to read flags from cache for {}/{}
ERR23322 Internal error: error communicating with filter server
ERR23323 Internal error: unable to read resources from cache for {}/{}
ERR20002 Invalid Citrix setting \`{}\`
RWR20020 Invalid Java type \`{}\`
ERR24376 Invalid SAML response
LIC10002 Invalid V4 license key '{}' ({})
AUT23414 Invalid accounting message
ERR20425 Invalid application id {}
ERR20432 Invalid certificate format. Signature algorithms supported are SHAwithRSA and MD5withRSA.
ERR23036 Invalid certificate purpose on '{}'
ADM20423 Invalid license
LIC23599 Invalid license key '{}' ({})
LIC10004 Invalid map name found
ERR20096 Invalid resource with value {}.
ADM20424 Invalid server type {}
ERR10098 Invalid string buffer length {} in comm layer.
ERR10097 Invalid string length {} in comm layer.
ERR20097 Invalid value '{}' for resource '{}' for group '{}'.
AUT22682 Invalid value '{}' presented for certificate field '{}'. Expected values are '{}'. Login failed for {}/{}.
ERR20098 Invalid value for resource '{}' for group '{}'.
ADM20932 InvalidImportType {}
WEB24565 InvalidUrl: {}.
MTG20037 Invitee (ID: {}, Email Address: {}) added to {} {}ID {}. Role: {}. {}
MTG20038 Invitee (ID: {}, Email Address: {}) updated for {} {}ID {}. Role: {}. {}
MTG20884 Invitee ({}) could not join {} '{}' (ID: {}) because the number of allowed concurrent attendees was already reached. Concurrent attendee limits were reached for the role(s): role '{}' (limit: {}). {}
MTG20041 Invitee ({}) deleted from {} {}ID {}. {}
MTG20747 Invitee {} connecting to cluster member (node: {} IP: {} instance: {}) running meeting '{}' (ID: {}).
MTG20749 Invitee {} connecting to cluster member (node: {} IP: {}) running meeting '{}' (ID: {}).
MTG20750 Invitee {} connecting to local server {} (instance {}) running meeting '{}' (ID: {}).
MTG20738 Invitee {} connecting to meeting server {} (IP: {} instance: {}) from {}.
MTG20882 Invitee {} could not join {} '{}' (ID: {}) because the number of allowed concurrent attendees was already reached; the license allows for {} concurrent attendees. {}
MTG20748 Invitee {} could not reach cluster member (node: {} IP: {} instance: {}) running meeting '{}' (ID: {}).
MTG20746 Invitee {} failed to get meeting information '{}' for meeting ID {}. Error: {}
MTG22728 Invitee {} joined {} '{}' (ID: {}), but the number of concurrent attendees ({}) is already at or over the license limit ({}). {}
MTG20737 Invitee {} joining meeting '{}' (ID: {}) using Junos Pulse Collaboration version {}, capabilities {}.
MTG22992 Invitee {} sent a meeting packet that is either too large or too small: type({}), size({}), priority({}), sn({}). Disconnecting invitee...
MTG22993 Invitee {} sent a meeting packet with an invalid priority: type({}), size({}), priority({}), sn({}). Resetting priority ...
MTG22994 Invitee {} sent a meeting packet with an invalid size: type({}), size({}), priority({}), sn({}). Disconnecting invitee...
MTG20745 Invitee {} sent an incomplete header to meeting ID {} using client version {}, capabilities {}.
MTG22995 Invitee {} sent an invalid session packet: sid({}), iid({}), priority({}), pkt->size({}), request->size({}). Disconnecting invitee...
MTG20736 Invitee {} tried to access a null hostname. Please contact Juniper Networks Support.
MTG20743 Invitee {} tried to use an incompatible Junos Pulse Collaboration client (version: {}) to connect to meeting ID {}.
ERR20587 Invoke method {}/{} failed: {} errno={}
ERR23660 Issuer in assertion '{}' does not match that in auth server '{}'.
ADM20188 Java ACL Added. Server Name: {} Port: {}
ADM20189 Java ACL Removed. Server Name: {} Port: {}
ADM23545 Java Applet {} ({}) deleted
ADM23547 Java Applet {} ({}) updated (applet {} trusted)
RWR20011 Java disabled for \`{}\`
ADM24111 Java instrumentation caching is disabled. Reset cache directory.
ADM24110 Java instrumentation caching is enabled
ADM10029 Joined cluster {}
ADM20459 Juniper Networks {} appearance modified. {} customized by {}/{}.
AUT30832 Kerberos ticket decode failure ({})
ADM30418 Kernel Watchdog '{}'
EML20846 Key does not match the certificate.
LIC10003 Key is duplicate '{}'
ADM24749 LAS mapping for {} is not found
AUT10303 LDAP server '{}' does not exist
ADM20268 LDAP server {}: Authentication server instance {} deleted.
AUT21087 LDAP server {}: Error due to null cipher: {}.
AUT21093 LDAP server {}: Incorrect DN.
AUT21091 LDAP server {}: Initialization error due to incorrect Dynamic DN.
AUT21088 LDAP server {}: Initialization error due to incorrect cipher.
AUT21085 LDAP server {}: Initialization error due to incorrect hostname.
AUT21086 LDAP server {}: Initialization error due to incorrect port.
AUT21092 LDAP server {}: Invalid DN path or filter specified in the Administrator Console.
AUT21090 LDAP server {}: Invalid authentication information specified in the Administrator Console. Check the DN and password specified for authentication.
AUT21089 LDAP server {}: Login failed for {}. LDAP server {} at port {} unreachable.
AUT21084 LDAP server {}: Login failed for {}. User entered characters (* or ?) not accepted by the LDAP server.
AUT22889 LDAP server {}: Using {} backup server to login user {}. LDAP server {} at port {}.
ADM20265 LDAP server {}: {} '{}' created.
ADM20267 LDAP server {}: {} changed from '{}' to '{}'.
ADM20266 LDAP server {}: {} changed.
ADM20264 LDAP server {}: {} created.
LIC30693 Lease request ({}) from client {} (cid={}) on behalf of client {} (cid={}) ignored: client not in requester's cluster.
LIC30690 Lease request ({}) from client {} on behalf of client {} ignored because of password mismatch.
LIC30692 Lease request ({}) from client {} on behalf of client {} ignored: client does not exist.
LIC30701 Lease request on behalf of {} by {} failed: {}, status code={}.
LIC30503 Leased {} units of '{}' to {} - reserved {} maximum {} incremental quantum {}
LIC30556 Leased {} units of '{}' to {} - reserved {} maximum {} incremental quantum {} - requested {}
LIC23618 Legacy license '{}' upgraded ({}).
LIC30523 License Server Protocol Error: Code=({}) Error="{}"
LIC10001 License error. Internal error no: {}
LIC10291 License for '{}' - '{}' activated
LIC10290 License for '{}' - '{}' deactivated
LIC10201 License for '{}' - '{}' installed
LIC10202 License for '{}' - '{}' removed
LIC10200 License for '{}', '{}' expired
SYS30555 License grace period for node '{}' has expired.
LIC23600 License hardware ID mismatch for {}, '{}' with '{}'.
LIC10000 License initialization error
EAM30634 License key restriction: number of concurrent Shavlik Remediation (PRM) users ({}) exceeded the system limit ({}). {}/{} is not allowed to login.
ADM10310 License key {} expired.
ADM10309 License key {} imported for company {}.
ADM10311 License key {} remaining life is {} days and {} hours.
LIC30515 License server lease period changed to={} [minutes]
LIC30516 License server lease renewal interval changed to={} [minutes]
LIC30529 License server low-level protocol error, check client configuration
LIC30528 License server low-level protocol error, check server configuration
LIC30543 License server low-level protocol error, server={}, {}
LIC30514 License server status changed to={}
LIC30637 License{} '{}' - '{}' downloaded and installed
LIC30638 License{} '{}' - '{}' downloaded but failed to install
LIC30540 Licensing Protocol Trace Started: Trace size = {}
LIC30541 Licensing Protocol Trace Stopped
ADM20569 Link speed on {} port {} to {}.
ERR20926 Listen fail in webserver with error {}.
ADM23612 Loading of Auto-Import of intermediate CA certificate options "{}"
ADM30596 Local Authentication server '{}': Changed Guest Account validity period from {} hours to {} hours.
ADM23203 Local Authentication server '{}': Changed the minimum number of digits required in passwords from {} to {}.
ADM23201 Local Authentication server '{}': Changed the minimum number of letters required in passwords from {} to {}.
ADM30548 Local Authentication server '{}': Guest user info fields changed from "{}" to "{}".
ADM30549 Local Authentication server '{}': Guest user prefix changed from "{}" to "{}".
ADM23200 Local Authentication server '{}': Maximum required length of password changed from {} to {}.
ADM23199 Local Authentication server '{}': Minimum required length of password changed from {} to {}.
ADM23208 Local Authentication server '{}': Option to Allow users to change their passwords is turned '{}'.
ADM30572 Local Authentication server '{}': Turned '{}' access for Guest User Account Managers to administer Guest Accounts.
ADM30595 Local Authentication server '{}': Turned '{}' maximum validity period for Guest Accounts.
ADM23206 Local Authentication server '{}': Turned '{}' the requirement for new password to be different from current password.
ADM23207 Local Authentication server '{}': Turned '{}' the requirement for password to be different from username.
ADM23202 Local Authentication server '{}': Turned {} the requirement for passwords to contain both uppercase and lowercase letters.
ADM23204 Local Authentication server '{}': Updated the password change interval from {} days to {} days.
ADM23205 Local Authentication server '{}': Updated the password change warning interval from {} days to {} days.
ADM20271 Local Authentication server instance '{}' deleted.
ADM20269 Local Authentication server instance name '{}' created.
ADM20270 Local Authentication server instance name changed from '{}' to '{}'.
ERR20006 Local host address exhausted {}
ADM23527 Lockout option initial trigger of failed attempts changed from '{}' to '{}'
ADM23528 Lockout option lockout period changed from '{}' to '{}'
ADM23526 Lockout option rate of failed attempts changed from '{}' to '{}'
AUT23457|AUT23458 Login failed ({}). Reason: {}
AUT22697 Login failed because the user {}/{} not mapped to any IVE groups.
AUT31985 Login failed for 'Primary' authentication using auth server '{}' ('{}'). Reason: '{}'
AUT31985 Login failed for 'Secondary' authentication using auth server '{}' ('{}'). Reason: '{}'
AUT22989 Login failed for user {} from {} because entered realm name {} did not match saved realm name {}
AUT22699 Login failed for user {} from {} because selected role {} is invalid.
AUT22675 Login failed from {} after {} failed attempts. Subsequent attempts will be blocked for {} minutes.
AUT21067 Login failed from {} for {}/{} because group {} is disabled. Group Access is turned off in the license.
AUT21066 Login failed from {} for {}/{} using {} server.
AUT21062|ADM22798 Login failed from {} for {}/{}.
AUT21064 Login failed from {} for {}/{}. No such group.
AUT21063 Login failed from {} for {}/{}. No such user.
AUT22756 Login failed from {} for {}/{}. Not mapped to any roles.
AUT21065 Login failed from {} for {}/{}. Wrong group.
AUT23210 Login failed since the challenge string '{}' did not match reply string '{}' from radius server.
AUT23457|AUT23458 Login failed using auth server {} ({}). Reason: {}
AUT23457|AUT23458 Login failed using auth server {}. Reason: {}
AUT23457|AUT23458 Login failed. Reason: {}
AUT22965 Login from IP {} for {}/{}. Netegrity New pin required.
AUT22766 Login from IP {} for {}/{}. Netegrity Next token required.
AUT22971 Login from IP {} for {}/{}. Netegrity system generated pin selected.
AUT22966 Login from IP {} for {}/{}. Netegrity user must choose new pin.
AUT21071 Login from IP {} for {}/{}. New PIN required.
AUT21070 Login from IP {} for {}/{}. Next token required.
AUT22712 Login rejected for {}/{} because useragent string '{}' did not match any accepted patterns.
AUT22711 Login rejected for {}/{} because useragent string '{}' matched the rejected pattern '{}'
AUT21054|SYS23051 Login rejected from IP {} for {}. The password length ({} characters) did not meet the {}-character minimum.
AUT21059 Login rejected from IP {} for {}. There is no Authentication server.
AUT22755 Login rejected from IP {} for {}. There is no Realm {}.
AUT21060 Login rejected from IP {} for {}/{} due to internal error.
AUT22794 Login rejected from IP {} for {}/{}. Browser/user agent '{}' is blocked.
AUT21052 Login rejected from IP {} for {}/{}. IP address is blocked.
AUT21055 Login rejected from IP {} for {}/{}. The Sign-In policy allows only Administrators to sign in.
AUT21058 Login rejected from IP {} for {}/{}. There is no Group License.
AUT24083 Login rejected from IP {}. End-users are not allowed to sign in via the {} network.
AUT21057 Login rejected from IP {}. The Sign-In policy allows only local users to sign in.
AUT24082 Login rejected from IP {}. The authentication policy does not allow Administrators to sign in via the {} network.
AUT22872 Login rejected from IP {}. The username length ({} characters) exceeded the 500-character maximum.
AUT21053 Login rejected from IP {}. The username length ({} characters) exceeded the 64-character maximum.
AUT21051 Login rejected login from IP {}. Missing username or password.
ADM24780 Login rejected. User {}/{} is already logged in through DMI.
AUT22670 Login succeeded for {}/{} (session:{}) from {}.
AUT22670 Login succeeded for {}/{} from {}.
SYS24628 Long-lived orphan (parent pid=1) process '{}' with pid '{}' killed
AUT30777 Lookup of SQL Attributes for Authorization in server {} has failed
FDE24817 Lost connection to IF-MAP server
FDE24717 Lost outbound connection to IF-MAP replica "{}" ({}): {}
ADM20417 Lotus Notes settings: Lotus notes disabled for group '{}'.
ADM20416 Lotus Notes settings: Lotus notes enabled for group '{}'.
ADM23089 MTU on {} port {} to {}.
FDE24713 Made outbound connection to IF-MAP replica "{}" ({})
EML20814 Mail Config: Credential separator required.
EML20815 Mail Config: Invalid idle timeout '{}'. Use default 60 minutes.
EML20813 Mail Config: Invalid protocol '{}'.
EML20816 Mail Config: Invalid session length '{}'. Use default 720 minutes.
EML20842 Mail proxy is not licensed.
ERR10074 Malformed log message: {}
ADM30860 Management port disabled for cluster {}.
ADM30860 Management port disabled for node {} for cluster {}.
ADM30860 Management port disabled for node {}.
ADM30860 Management port disabled.
ADM30861 Management port enabled for cluster {}.
ADM30861 Management port enabled for node {} for cluster {}.
ADM30861 Management port enabled for node {}.
ADM30861 Management port enabled.
AUT21096 Mapping NFS GroupID for username {}. Getting GroupID from NIS server, domain {}.
AUT21095|ADM23050 Mapping NFS UserID for username {}. Getting UserID from NIS server, domain {}.
ADM20610 Master Browser {} added.
ADM20609 Master Browser {} deleted.
RWR20019 Max number of snippets exceeded at \`{}\`
ADM20602 Maximum log file size for {} !3set to {}MB
ADM20602 Maximum log file size for {} changed from {} to {}MB
ADM20602 Maximum log file size for {} changed from {}!3set to {}MB
ADM20602 Maximum log file size for {} to {}MB
ERR20003 Maximum number of Citrix session {} reached for user {}
ADM24070 Maximum number of users for realm '{}' is updated to {}
MTG23294 Meeting User Role timeout settings changed. Idle timeout changed from "{}" to "{}", max timeout changed from "{}" to "{}".
SYS24014 Memory has been downgraded from {} to {} bytes
SYS24013 Memory has been upgraded from {} to {} bytes
RWR24772 Memory unavailabile, requested PDF file \`{}\` will not be rewritten.
LIC30520 Message from {} {} dropped because of large time drift - message was apparently sent at {}
FDE24788 Metadata from IF-MAP client "{}" will be automatically purged because it has not been connected in the last {} seconds
FDE24789 Metadata from clients of an IF-MAP replica will be automatically purged because there has been no inbound connection in the last {} seconds
ADM30731 Migration of user record synchronization database failed in: {}. Please import it manually.
ADM24840 Minimum ESAP version on this IVE is '{}'. Older ESAPs '{}' are removed.
AUT22934|ADM23569 Minimum password length for realm {} set to {}
AUT23288|ADM23570 Minimum password length for secondary authentication server in realm {} set to {}
RWR20014 Mismatch HTML tag \`{}\` with \`{}\`
ADM24236 Modified !1Unix {} in file profile '{}' from {} to {}.
ADM24227 Modified !1ssh profile bookmark in profile "{}" from name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}] to name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}].
ADM24596 Modified ({}) from: [{}] to: [{}]
ADM24308 Modified ACL in terminal services profile '{}' from servers {} to servers {}.
ADM20325 Modified Allow Users to Select Group Policy to '{}' from '{}'.
ADM24709 Modified Basic authentication table with label {} from {{}, {}, {}, {}, {}, [{}]} to {{}, {}, {}, {}, {}, [{}]}
ADM24691 Modified Constrained Delegation label {} from {{}, {}, {}, {}, [{}]} to {{}, {}, {}, {}, [{}]}
ADM20322 Modified Explicit Group Display Format to '{}' from '{}'.
ADM20324 Modified Explicit Include Administrators Group to '{}' from '{}'.
ADM20323 Modified Explicit Include Users Group to '{}' from '{}'.
ADM24249 Modified Hosted Applet profile "{}" from archive [{}] to archive [{}].
ADM24255 Modified Hosted Applet profile bookmark "{}" in profile "{}" from roles [{}] to roles [{}].
ADM24254 Modified Hosted Applet profile bookmark in profile "{}" from name [{}], new window = {}, address bar = {}, tool bar = {} to name [{}], new window = {}, address bar = {}, tool bar = {}.
ADM20198 Modified IP range '{}' from {} web resources list for group '{}' {}
ADM20321 Modified Infer Default Group to '{}' from '{}'.
ADM24240 Modified JSAM Application profile "{}" from [{}] and dynamicPortSelection={} to [{}] and dynamicPortSelection=!5no.
ADM24240 Modified JSAM Application profile "{}" from [{}] and dynamicPortSelection={} to [{}] and dynamicPortSelection=.
ADM24240 Modified JSAM Application profile "{}" from [{}] and dynamicPortSelection={} to [{}] and dynamicPortSelection=yes!5no.
ADM24240 Modified JSAM Application profile "{}" from [{}] and dynamicPortSelection={} to [{}] and dynamicPortSelection=yes.
ADM24242 Modified JSAM {} Application profile "{}" from [{}] to [{}].
ADM24251 Modified Java ACL in Hosted Applet profile "{}" from servers [{}] to servers [{}].
ADM24288 Modified Java ACL in web profile '{}' from resources {}, code signing cert={} and code signing cert resources [{}] to resources {}, code signing cert={} and code signing cert resources [{}].
ADM30488 Modified Junos Pulse component set {}
ADM30453 Modified Junos Pulse connection set {}
ADM24697 Modified Kerberos IVE Intermediation table with label {} from {{}, {}, {}, {}, {}, {}} to {{}, {}, {}, {}, {}, {}}
ADM24687 Modified Kerberos Realm {} from {{}, [{}], {}, {}, {}, [{}]} to {{}, [{}], {}, {}, {}, [{}]}
ADM20320 Modified Login Group Policy to '{}' from '{}'.
ADM24703 Modified NTLM table with label {} from {{}, {}, {}, {}, {}, {}} to {{}, {}, {}, {}, {}, {}}
ADM24294 Modified Rewriting Options in web profile '{}' with option "Use {}" from servers {} and Launch JSAM={} to servers {} and Launch JSAM={}.
ADM24294 Modified Rewriting Options in web profile '{}' with option "Use {}" from servers {} and Launch JSAM={} to servers {}.
ADM24294 Modified Rewriting Options in web profile '{}' with option "Use {}" from servers {} to servers {} and Launch JSAM={}.
ADM24294 Modified Rewriting Options in web profile '{}' with option "Use {}" from servers {} to servers {}.
ADM24291 Modified Rewriting Options in web profile '{}' with option Passthrough Proxy from virtual {}; Rewrite XML={}; Rewrite External Links={}; Block Cookies={}; Host-header forwarding={} to virtual {}; Rewrite XML={}; Rewrite External Links={}; Block Cookies={}; Host-header forwarding={}.
ADM24247 Modified SAM ACL in {} Application profile "{}" from [{}] to [{}].
ADM20317 Modified Sign In Policy to '{}' from '{}'.
ADM24271 Modified URL in Web Profile '{}' from [{}] to [{}].
ADM24855 Modified Virtual Desktops profile '{}' from [{}] to [{}].
ADM24857 Modified Virtual Desktops profile bookmark in profile '{}' from name: [{}]; username:[{}]; authentication :[{}]; Preferred Client:[{}]; {} {}; to name: [{}]; username:[{}]; authentication :[{}]; Preferred Client:[{}]; {} {}.
ADM24857 Modified Virtual Desktops profile bookmark in profile '{}' from name: [{}]; username:[{}]; authentication :[{}]; {} {} {}; to name: [{}]; username:[{}]; authentication :[{}]; {} {} {}.
ADM24244 Modified WSAM Application profile "{}" from [filename: {}; Path: {}; MD5 hash: {}] to [filename: {}; Path: {}; MD5 hash: {}].
ADM24263 Modified WSAM Destination profile "{}" from allowed servers [{}] to allowed servers [{}].
ADM24279 Modified Web SSO in web profile '{}' from {} with resources [{}] to {} with resources [{}].
ADM24282 Modified Web SSO in web profile '{}' with option "Remote SSO-POST Data" from resources {} with POST URL [{}], POST Data {}, Deny Direct Login={} and Always Post={} to resources {} with POST URL [{}], POST Data {}, Deny Direct Login={} and Always Post={}.
ADM24285 Modified Web SSO in web profile '{}' with option "Remote SSO-Send Headers" from resources {} and Header Data {} to resources {} and Header Data {}.
ADM24301 Modified Web profile bookmark in profile "{}" from name:[{}]; url:[{}] new window={}; address bar={}; toolbar={} to name:[{}]; url:[{}]; new window={}; address bar={}; toolbar={}.
ADM24276 Modified Web {} in web profile '{}' from {} to {}.
ADM24236 Modified Windows {} in file profile '{}' from {} to {}.
ADM24236 Modified Windows!1Unix {} in file profile '{}' from {} to {}.
ADM24234 Modified file path in file profile '{}' from [{}] to [{}].
ADM24238 Modified file profile bookmark in profile "{}" from name:[{}]; filepath:[{}]; {}; to name:[{}]; filepath:[{}]; {}.
ADM20607 Modified filter {}
ADM24227 Modified profile bookmark in profile "{}" from name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}] to name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}].
ADM24218 Modified roles option in {} profile '{}' from [{}] to [{}].
ADM24221 Modified roles option in {} profile bookmark "{}" in profile "{}" from roles [{}] to [{}].
ADM24793 Modified session {} policy '{}'
ADM24794 Modified session {} policy order
ADM24227 Modified telnet profile bookmark in profile "{}" from name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}] to name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}].
ADM24227 Modified telnet!1ssh profile bookmark in profile "{}" from name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}] to name:[{}]; server/port:[{}]; fontsize:[{}]; screensize:[{}]; screenbuffer:[{}].
ADM24303 Modified terminal services profile '{}' from [{}] to [{}].
ADM24312 Modified terminal services profile bookmark in profile '{}' from name: [{}]; auto launch={}; username:[{}]; ica file name:[{}]; to name: [{}]; auto launch={}; username:[{}]; ica file name:[{}].
ADM24311 Modified terminal services profile bookmark in profile '{}' from name: [{}]; screensize:[{}]; colorDepth:[{}]; auto launch={}; username:[{}]; start application:[{}]; working dir:[{}]; connect local drives={}; connect local printers={}; to name: [{}]; screensize:[{}]; colorDepth:[{}]; auto launch={}; username:[{}]; start application:[{}]; working dir:[{}]; connect local drives={}; connect local printers={}.
ADM24594 Modified terminal services profile bookmark in profile '{}' from name: [{}]; screensize:[{}]; colorDepth:[{}]; {} username:[{}]; authentication :[{}]; {} {} connect local drives={}; connect local printers={}; connect local COM ports={}; {} {} {} {} {} {} to name: [{}]; screensize:[{}]; colorDepth:[{}]; {} username:[{}]; authentication :[{}]; {} {} connect local drives={}; connect local printers={}; connect local COM ports={}; {} {} {} {} {} {}.
ADM20197 Modified web resource '{}' from {} web resources list for group '{}' {}
ADM24236 Modified {} in file profile '{}' from {} to {}.
ADM24297 Modified {} in web profile '{}' from servers {}
ADM24297 Modified {} in web profile '{}' from servers {} , number of Metaframe Servers={}, and Citrix Ports [{}] to servers {}
ADM24297 Modified {} in web profile '{}' from servers {} , number of Metaframe Servers={}, and Citrix Ports [{}] to servers {} , number of Metaframe Servers={}, and Citrix Ports [{}].
ADM24224 Modified {} profile '{}' from [{}] to [{}] {}.
ADM24597 Moved ({}) to right {} ({})
ADM30530 Multiple user session {}
ADM22749 NCP auto select is now disabled
ADM22748 NCP auto select is now enabled
ADM23155 NCP idle timeout set to {} minutes
ADM23078 NCP read timeout set to {} seconds
ADM20635 NFS Mapping server. Base changed from '{}' to '{}'.
ADM20634 NFS Mapping server. Port changed from '{}' to '{}'.
ADM20633 NFS Mapping server. Server changed from '{}' to '{}'.
ADM20636 NFS Mapping server. Type changed from '{}' to '{}'.
ADM20185 NFS automount option changed to 'off' for group '{}'.
ADM20184 NFS automount option changed to 'on' for group '{}'.
FBR20535 NFS directory {}: {} deleted.
FBR20534 NFS directory {}: {} {} items listed.
FBR20534 NFS directory {}: {}/{} {} items listed.
ADM20675 NFS mapping server {}: NIS domain changed from '{}' to '{}'.
ADM20674 NFS mapping server {}: NIS server changed from '{}' to '{}'.
ADM20676 NFS mapping server {}: NIS type changed from '{}' to '{}'.
FBR20527 NFS server {}: Cannot create directory {}/{}. Permission denied to path.
FBR20526 NFS server {}: Cannot create file {}/{}.
FBR20525 NFS server {}: Cannot create file {}/{}. Permission denied to path.
FBR20528 NFS server {}: Cannot create folder {}/{}.
FBR20517 NFS server {}: Cannot create local directory {} on the IVE.
FBR20522 NFS server {}: Cannot delete file {}/{}.
FBR20516 NFS server {}: Cannot mount directory {}.
FBR20520 NFS server {}: Cannot open file {}/{} for reading with error {}.
FBR20519 NFS server {}: Cannot read file {}/{}. Permission denied.
FBR20521 NFS server {}: Cannot read local file {}/{}. Permission denied.
FBR20536 NFS server {}: Downloaded file {}.
FBR20538 NFS server {}: Failed to create new folder {} on {}: {}. Error={}.
FBR20541 NFS server {}: Failed to upload NFS file {} to {}: {}.
FBR20541 NFS server {}: Failed to upload NFS file {} to {}: {}/{}.
FBR20539 NFS server {}: Folder {} created on {}: {}.
FBR20537 NFS server {}: Invalid folder name specified.
FBR20518 NFS server {}: Permission denied to {}.
FBR20515 NFS server {}: Server unreachable.
FBR20540 NFS server {}: Uploaded NFS file {} to {}: {}.
FBR20540 NFS server {}: Uploaded NFS file {} to {}: {}/{}.
FBR20523 NFS server: Cannot delete directory {}. Permission denied to path.
FBR20524 NFS server: Cannot delete path {}. Permission denied to path.
FBR20531 NFS server: Permission denied to path {}. Actual path is {}.
FBR20533 NFS server: Permission denied to path {}. Cannot change directory to parent directory.
FBR20532 NFS server: Permission denied to path {}. Parent directory is a local obj. {}
FBR20529 NFS server: Using userid {}, groupid {}.
FBR20530 NFS server: fsid do not match. {}.
ADM20273 NIS server {}: Authentication server '{}' created.
ADM20276 NIS server {}: Authentication server changed from '{}' to '{}'.
ADM20274 NIS server {}: Authentication server domain '{}' created.
ADM20277 NIS server {}: Authentication server domain changed from '{}' to '{}'.
ADM20272 NIS server {}: Authentication server instance name '{}' created.
ADM20275 NIS server {}: Authentication server instance name changed from '{}' to '{}'.
ADM20279 NIS server {}: Authentication server instance {} deleted.
AUT21094|ADM23049 NIS server. Failed to find record for {} in domain {}.
ERR20278 NIS server: Error starting NIS services. {}.
ADM20651 NTP is no longer being used..
ADM20652 NTP server '{}' is unreachable.
ADM24223 Name in {} profile "{}" is modified from [{}] to [{}].
AUT24550 Need to migrate password for MS-CHAP and MS-CHAP-V2 compatibility; change password first
AUT22710 Netegrity Form Post fail: Cannot connect to the server.
AUT23366 Netegrity Form Post fail: Connect to '{}' returned invalid response code '{}'.
AUT22708 Netegrity Form Post fail: Post return invalid response code '{}'.
AUT23368 Netegrity Form Post fail: Post to '{}' returned invalid response code '{}'.
AUT22707 Netegrity Form Post fail: Pre-Login return '{}'.
AUT22709 Netegrity Form Post fail: Redirect did not contain a location.
AUT23367 Netegrity Form Post fail: Redirect to '{}' returned invalid response code '{}'.
AUT20892 Netegrity Server: Fail to sign in {}/{} because {} already exists in another group.
AUT20886 Netegrity Server: Get group fail because {}.
AUT20885 Netegrity Server: Internal error '{}'.
AUT20890 Netegrity Server: Login succeeded for {}/{}.
AUT23091 Netegrity Server: No privileges can be assigned to user='{}'.
AUT20891 Netegrity Server: There is no user account for {}.
AUT20895 Netegrity Server: Unable to add user account for {}.
AUT20896 Netegrity Server: Unable to add user session for {}.
AUT20894 Netegrity Server: User {} referenced in the SMSESSION cookie does not have correct session data. Create a new session for {}.
AUT20893 Netegrity Server: Username {} referenced in the SMSESSION cookie does not match the username {} from the session. Create a new session for user {}.
AUT20888 Netegrity Server: Validate cookie fail because there is no username in SMSESSION cookie for request from {}.
AUT20887 Netegrity Server: Validate cookie fail for request from {}.
AUT20889 Netegrity Server: Validate cookie fail for {}/{} because unable to update the SMSESSION cookie.
AUT23090 Netegrity Server: {} Role Restriction check failed for Role '{}', {}='{}'.
AUT23113 Netegrity Server:Login rejected from IP {} for User Agent '{}' . User Agent is blocked by Realm '{}'.
AUT23114 Netegrity Server:Login rejected from IP {}. Exceeded maximum users for authentication realm '{}'.
AUT23112 Netegrity Server:Login rejected from IP {}. IP address is blocked by Realm '{}'.
AUT20164 Netegrity authentication denied. Automatic Sign In mode is turned off
AUT20163 Netegrity authentication denied. User previously authenticated without Netegrity.
ADM20566 Netmask {} to {}.
NWC20754 Network Connect: IP address cannot be allocated to user {} group {}. Solution: Add more IP Address Pools.
NWC20753 Network Connect: Session ended for user {} group {} with IP {}
NWC20752 Network Connect: Session started for user {} group {} with IP {}
ERR23324 Network Connect: {}/{} : Session failover attempted with IP {}
ERR20756 Network Connect: {}/{} Cannot exec ({}:{})
ERR20755 Network Connect: {}/{} Cannot fork child process ({}:{})
MTG20741 Network socket failed when invitee {} tried to connect to meeting '{}' (ID: {}). Error: {}
ADM20436 New Certificate Signing Request generated.
ADM23541 New Citrix Client {} uploaded
LIC30517 New Client Added: Lease Client ID={}, Platform={}, Expiration Date={}. {}
ADM20087 New Group '{}' added
ADM20196 New IP range added to {} web resources list for group '{}' (name={}, description={}, ip={}, netmask={})
ADM23543 New Java Applet {} ({}) uploaded
ADM23544 New Java Applet {} upload failed - {}
ADM20195 New web resource added to {} web resources list for group '{}' (name={}, description={}, hostname={}, path={}, protocols={})
SYS24200 No More Space in Disk for Uploading Client-Side Logs
AUT22687 No Radius attribute is not defined for looking up group information for Radius authentication server {}.
SML23122 No SAML SSO Cookie from {}
ERR23633 No SOAP response received for SAML Auth Server '{}'"
AUT30776 No attribute has been configured as the password attribute in server {}
LIC10005 No base license for upgrade
NWC30708 No certificate provided by user {}
SYS24350 No change detected in the {} - using existing version.
AUT22679 No client-side certificate was presented. Login failed for {}/{}.
AUT22692 No group mapping for external {} {} so denying access to user {} using authentication server {}.
AUT22691 No group mapping for external {} {} so using default group {} for user {} using authentication server {}.
FBR20193 No matching NFS ACL found for resource '{}' and group '{}'.
SYS24344 No new virus signature list available from '{}'.
RWR20015 No object munger for tag \`{}\`
RWR20012 No object tag detected
FBR20496 No shares to connect to {}.
AUT23459 No trusted client CAs configured
SYS30719 Node monitoring is now turned {}
ADM24724 Node name is changed from {} to {}
ERR24016 None of the fans are functional
ADM24841 Number of ESAP packages exceeded the max limit. ESAP packages '{}' are removed.
STS30666 Number of JCP connections: {}
STS30667 Number of NCP connections: {}
ERR24790 Number of concurrent NCP Connections ({}) is getting close to the system limit ({})
STS20642 Number of concurrent mail users logged in to the email proxy: {}
AUT31085 Number of concurrent users ({}) exceeded the system limit ({}).
STS20641 Number of concurrent users logged in to the device: {}
SYS24015 One of the fans is no longer functional
SYS24074 One of the mirror drives has been removed
SYS24020 One of the power supplies is no longer functional
STA20707 Opened terminal applet window to {}
STA22720 Opening {} connection to {}:{}
STA22720 Opening {} connection to {}:{} !4
STA22720 Opening {} connection to {}:{} as {}
STA22720 Opening {} connection to {}:{} as {}!4
ADM30490 Option to 'Restrict IVS administrator access to configuration without system-wide impact' is {}
DMI24507 Outbound DMI Agent connected to host: {}, port: {}.
DMI24508 Outbound DMI Agent failed to connect to host: {}, port: {}.
DMI24505 Outbound DMI Agent lost connection at host: {}, port: {}.
DMI24509 Outbound DMI Agent's connection timed out at host: {}, port: {}.
OUT30670 Outlook Anywhere Auth Rule created: virtual hostname ["{}"], auth server ["{}"], Exchange server ["{}"].
OUT30672 Outlook Anywhere Auth Rule deleted: virtual hostname ["{}"], auth server ["{}"], Exchange server ["{}"].
OUT30671 Outlook Anywhere Auth Rule updated: virtual hostname ["{}" to "{}"], auth server ["{}" to "{}"], Exchange server ["{}" to "{}"].
OUT30669 Outlook Anywhere configuration updated: enabled [{} to {}], idle session timeout [{} to {}], max. session length [{} to {}].
OUT30681 Outlook authentication timed out.
OUT30673 Outlook connection denied because Outlook Anywhere is disabled.
OUT30676 Outlook connection from virtual hostname "{}" (auth server "{}") for user "{}" failed because NTLMv1 is disabled for this auth server.
OUT30678 Outlook connection from virtual hostname "{}" (auth server "{}") for user "{}" to Exchange Server "{}:{}" !6failed.
OUT30678 Outlook connection from virtual hostname "{}" (auth server "{}") for user "{}" to Exchange Server "{}:{}" .
OUT30679 Outlook connection from virtual hostname "{}" (auth server "{}") for user "{}" to Exchange Server "{}:{}" is closed.
OUT30678 Outlook connection from virtual hostname "{}" (auth server "{}") for user "{}" to Exchange Server "{}:{}" succeeded!6failed.
OUT30678 Outlook connection from virtual hostname "{}" (auth server "{}") for user "{}" to Exchange Server "{}:{}" succeeded.
OUT30674 Outlook connection from virtual hostname "{}" denied because the auth rule doesn't exist.
OUT30675 Outlook connection from virtual hostname "{}" denied because the auth server is invalid.
OUT30683 Outlook connection refused, too many open sessions ({}).
OUT30680 Outlook session for "{}" is terminated. Session length {} seconds, {} bytes sent, {} bytes received, {} total connections used, {} max concurrent connections.
OUT30682 Outlook user session [{}, {}] terminated due to max session timeout.
ADM20615 POP Port changed to {} from {}.
ADM20614 POP Server {}.
AUT22704 POST returned {}. Login denied.
AUT22705 POST returned {}. Redirect location not detected. Login denied.
SYS24261 Package install is in progress. "{}" request ignored
LIC20145 Parsing version file error.
ADM20683 Pass Through Proxy domain changed from {} to {}
ADM23198 Password Management turned {} for Local Authentication server '{}'
USR24630 Password change failed for user {}/{}. Reason : '{}'.
AUT30911 Password change failed on authentication server '{}'. {}
AUT30737 Password is stored using SHA1 or Salted SHA1, so MSCHAP and MSCHAP-V2 authentication cannot work
AGU30459 Pausing dsagentd session due to too much I/O.
LIC30662 Periodic license download status changed to={}.
LIC30662 Periodic license download status changed to={}. Preferred Network set to {}
ERR24366 Persistent storage is full (num {})
ADM20462 Ping host {}
ADM20933 Please choose a file to import
ADM10256 Policy '{}' is created
ADM10257 Policy '{}' is deleted
ADM10258 Policy '{}' is duplicated from '{}'
SML23110 Posted SAML Authentication Assertion to {}
MTG20877 Presenter control given to {} in {} '{}' (ID: {}). {}
ADM20563 Previewed {} user record(s)
SYS23080 Process snapshot {} deleted
SYS23079 Process snapshot {} downloaded
SYS30818 Process snapshot {}, created {}, deleted
ADM20559 Processed user '{}' record {} successfully.
ADM20561 Processed user '{}' record {} successfully. Added Local user '{}' into group {}.
ADM20562 Processed {} user record(s)
ADM20219 Processing aborted. Please correct the errors and try again
ADM20206 Processing group '{}' ...{}
ERR10070 Program failed, {} elements in stack --------------------------------------------------
ERR24632 Program {} recently failed. Trace info: {}"
ADM30620 Proxy Settings for CRL download {}
ADM30620 Proxy Settings for CRL download {} {}
ADM30422 Proxy settings for Auto-update of {} changed - address='{}', port='{}', uid='{}', password=<not logged>
ADM30421 Proxy settings for Auto-update of {} disabled.
ADM30420 Proxy settings for Auto-update of {} enabled - address='{}', port='{}', uid='{}', password=<not logged>
FDU24768 Published IF-MAP Deny Message for imported session authenticated by {}: dest-ip: {}, service: {}
FDU24760 Published IF-MAP IPsec parameters for imported session authenticated by {}: destination: {}, gateway {}
FDU24784 Purged all data from IF-MAP server
ADM24400 Push Config Target '{}' (url={}) has been modified.
ADM22908 Push config internal error {}.
ADM23416 Push config remote connection to {} failed.
ADM30754 Push config server certificate verification of {} failed.
ADM30755 Push config server certificate verification of {} succeeded.
ADM30819 Push config target server certificate validation is {}.
ADM22906 Push config to {} succeeded {}.
ADM24406 Push of {} configuration to target '{}' (url={}) as part of job '{}' finished. Result={}
JAV20591 Putback error
ADM24446 RADIUS Client '{}' has same IP address as Infranet Enforcer '{}'. It will affect Infranet Enforcer '{}' operation. RADIUS Client '{}' will be disabled
ADM24445 RADIUS Client '{}' is {}
ADM24520 RADIUS Dictionary has been reordered
ADM24863 RADIUS Request Attribute Policy '{}' created
ADM24865 RADIUS Request Attribute Policy '{}' deleted
ADM24864 RADIUS Request Attribute Policy '{}' modified
ADM24525 RADIUS Vendor has been reordered
ADM30567 RDP Launcher applet changed from [{}] to [{}]
AUT23314 Radius Accounting: Failed to send radius accounting {} session {} request for {}
AUT23315 Radius Accounting: Successfully sent radius accounting {} session {} request for {}
AUT21097 Radius Server {}: Login failed for {} because host {} is unreachable.
AUT21098 Radius Server {}: Login failed for {} with error code {}.
AUT22689 Radius attribute {} has value {} for authentication server {}.
AUT22688 Radius attribute {} value is null for authentication server {}.
ADM23300 Radius server {}: Accounting server port '{}' created.
ADM23304 Radius server {}: Accounting server port changed from '{}' to '{}'.
ADM20281 Radius server {}: Authentication server IP address/hostname '{}' created.
ADM20296 Radius server {}: Authentication server IP address/hostname changed from '{}' to '{}'.
ADM20280 Radius server {}: Authentication server instance name '{}' created.
ADM20295 Radius server {}: Authentication server instance name changed from '{}' to '{}'.
ADM20305 Radius server {}: Authentication server instance {} deleted.
ADM20282 Radius server {}: Authentication server port '{}' created.
ADM20297 Radius server {}: Authentication server port changed from '{}' to '{}'.
ADM20288 Radius server {}: Authentication server retries '{}' created.
ADM20300 Radius server {}: Authentication server retries changed from '{}' to '{}'.
ADM20298 Radius server {}: Authentication server secret changed.
ADM20283 Radius server {}: Authentication server secret created.
ADM20284 Radius server {}: Authentication server timeout '{}' created.
ADM20299 Radius server {}: Authentication server timeout changed from '{}' to '{}'.
ADM23160 Radius server {}: Generic Challenge Expression '{}' created
ADM23163 Radius server {}: Generic Challenge Expression changed from '{}' to '{}'
ADM24073 Radius server {}: Interim update disabled.
ADM24071 Radius server {}: Interim update interval changed from '{}' to '{}'.
ADM24071 Radius server {}: Interim update interval changed to '{}'.
ADM24072 Radius server {}: Interim update interval created as '{}'.
ADM24204 Radius server {}: NAS IP Address changed from '{}' to '{}'.
ADM24204 Radius server {}: NAS IP Address changed to '{}'.
ADM24203 Radius server {}: NAS IP Address created as '{}'.
ADM23302 Radius server {}: NAS Identifier '{}' created.
ADM23306 Radius server {}: NAS Identifier changed from '{}' to '{}'.
ADM23159 Radius server {}: New Pin Challenge Expression '{}' created
ADM23162 Radius server {}: New Pin Challenge Expression changed from '{}' to '{}'
ADM23158 Radius server {}: Next Token Challenge Expression '{}' created
ADM23161 Radius server {}: Next Token Challenge Expression changed from '{}' to '{}'
ADM23417 Radius server {}: One Time Password Flag '{}' created.
ADM23418 Radius server {}: One Time Password Flag changed from '{}' to '{}'.
ADM20304 Radius server {}: Radius group attribute changed changed from '{}' to '{}'
ADM23301 Radius server {}: Secondary accounting server port '{}' created.
ADM23305 Radius server {}: Secondary accounting server port changed from '{}' to '{}'.
ADM20286 Radius server {}: Secondary port '{}' created'
ADM20302 Radius server {}: Secondary port changed from '{}' to '{}'
ADM20303 Radius server {}: Secondary secret changed
ADM20287 Radius server {}: Secondary secret created'
ADM20285 Radius server {}: Secondary server '{}' created'
ADM20301 Radius server {}: Secondary server changed from '{}' to '{}'
ADM23325 Radius server {}: Use password for SSO '{}' created.
ADM23326 Radius server {}: Use password for SSO changed from '{}' to '{}'.
ADM23303 Radius server {}: Username '{}' created.
ADM23307 Radius server {}: Username changed from '{}' to '{}'.
ADM24569 Radius server {}: VPN Tunnel Assigned IP Address Flag '{}' created for Accounting.
ADM24570 Radius server {}: VPN Tunnel Assigned IP Address Flag for Radius Accounting changed from '{}' to '{}'.
ADM20290 Radius server {}: modified to get group from Radius attribute.
ADM20291 Radius server {}: modified to get group from an external group lookup server.
ADM20294 Radius server {}: modified to get group information from an external server {}.
ADM20293 Radius server {}: modified to get group information from attribute {}.
ADM20289 Radius server {}: modified to use a default group for all authenticated users.
ADM20292 Radius server {}: modified to use a default group {}.
ADM24336 Rapid Response: Disconnected all users
ADM24337 Rapid Response: Enabled user sessions
ADM24712 Re-ordered Basic authentication table
ADM24694 Re-ordered Constrained Delegation table
ADM24700 Re-ordered Kerberos IVE Intermediation table
ADM24690 Re-ordered Kerberos Realms table
ADM24706 Re-ordered NTLM table
NWC30706 Realm mapping error for remote {} port {}
ADM10255 Realm {}, rule {}: {} changed from '{}' to '{}'
ADM10251 Realm {}: Added {} role mapping rule: {}
AUT10312 Realm {}: Could not contact LDAP server '{}'; attribute and group information not available
ADM24539 Realm {}: Deleted {} role mapping rule '{}': {}
ADM10252 Realm {}: Deleted {} role mapping rule: {}
AUT10287 Realm {}: No license to evaluate role mapping rule '{}' - Rule ignored
ADM10253 Realm {}: Rule order changed
ADM10254 Realm {}: {} changed from '{}' to '{}'
ADM22747 Reason: Device Certificate is in incompatible format
ADM20455 Reason: software version used to create import file was {}, current version of software is {}
ADM22905 Receive configuration from {} failed: {}.
ERR23631 Received 403 Unauthorized HTTP response for SAML Auth Server '{}', indicating a mismatch between configured SOAP authentication methods.
FDU24767 Received Deny Message from IF-MAP: dest-ip: {}, service {}
FDU24766 Received IDP event from IF-MAP: {}
FDU24758 Received IF-MAP IPsec parameters for destination {} and enforcer {}
FDU24765 Received IF-MAP event: {}
FDU24764 Received IF-MAP ip-mac IP address: {}
FDE24762 Received IF-MAP request from client {}: {}
FDE24655 Received IF-MAP request from unrecognized client at IP {}
DMI24606 Received Netconf RPC request: {}.
SML23129 Received a SAML Authorization Decision for {} from {}
SML23123 Received a SAML SOAP Request from {}
VDI30703 Received error from Citrix server. Error code: "{}".
VDI30702 Received error from VMware server for method "{}". Error code: "{}". Error message: "{}".
FBR20498 Redirecting since password is not available. {}
FDE24641 Reinitialized IF-MAP database; all data was lost
AUT21061 Rejected an attempt to login by {} with wrong authentication server {} from IP {}
AUT22915 Rejected an attempt to login from {} with domainname included in username by {} .
LIC30501 Rejected registration request from {} - {}
WEB23621 Rejecting request '{}' from {}({}) due to a content length violation.
WEB20927 Rejecting request '{}' from {}({}) since it contains disallowed characters.
ADM24451 Remote IMV '{}' created.
ADM24453 Remote IMV '{}' deleted.
ADM24452 Remote IMV '{}' updated.
ADM24448 Remote IMV Server '{}' created.
ADM24450 Remote IMV Server '{}' deleted.
ADM24449 Remote IMV Server '{}' updated.
ADM23034 Remote SSO: Changed 'Allow Single Sign On only from bookmarks page' settting for group {} to {}
ADM23028 Remote SSO: Changed 'Allow direct login to backend application' setting for group {} to {}
AUT20918|ADM22894 Remote address for user {} changed from {} to {}. Access denied.
MTG20875 Remote control given to {} in {} '{}' (ID: {}). {}
MTG20876 Remote control taken from {} in {} '{}' (ID: {}). {}
ADM20246 Remove certificate attribute [KEY:{} VALUE:{}] [realm={}]
ADM24257 Removed !1Unix {} in file profile '{}' with {}.
ADM24307 Removed ACL in terminal services profile '{}' with servers {}.
ADM23054 Removed CA Certificate '{}'
ADM23082 Removed CSR '{}'
ADM30451 Removed Client Auth Certificate '{}'
ADM23084 Removed Device Certificate '{}'
ADM24647 Removed IF-MAP Federation Client '{}'
ADM24651 Removed IF-MAP Federation Server Replica '{}'
FDU24759 Removed IF-MAP IPsec parameters for destination {} and enforcer {}
FDU24761 Removed IF-MAP IPsec parameters for imported session authenticated by {}: gateway {}
ADM24252 Removed Java ACL in Hosted Applet profile "{}" with servers [{}].
ADM24287 Removed Java ACL in web profile '{}' with resources {}, code signing cert={} and code signing cert resources [{}].
ADM24402 Removed Push Config job '{}'.
ADM24299 Removed Rewriting Options in web profile '{}' with option "No Rewriting".
ADM24293 Removed Rewriting Options in web profile '{}' with option "Use {}" and servers {} and Launch JSAM={}.
ADM24293 Removed Rewriting Options in web profile '{}' with option "Use {}" and servers {}.
ADM24290 Removed Rewriting Options in web profile '{}' with option Passthrough Proxy with virtual {}; Rewrite XML={}; Rewrite External Links={}; Block Cookies={}; Host-header forwarding={}.
ADM30590 Removed SAML Metadata Provider '{}'
ADM20699 Removed SNMP trap destination (host={}, port={}, community={})
ADM24479 Removed SNMP trap server (host={}, port={}, community={})
ADM24281 Removed Web SSO in web profile '{}' with option "Remote SSO-POST Data" with resources {} with POST URL [{}], POST Data {}, Deny Direct Login={} and Always Post={}.
ADM24284 Removed Web SSO in web profile '{}' with option "Remote SSO-Send Headers" with resources {} and Header Data {}.
ADM24278 Removed Web SSO in web profile '{}' with option {} with resources [{}].
ADM24275 Removed Web {} in web profile '{}' with {}.
ADM24257 Removed Windows {} in file profile '{}' with {}.
ADM24257 Removed Windows!1Unix {} in file profile '{}' with {}.
ADM20584 Removed all static routes
LIC30602 Removed client {} from cluster {}, cluster id {}
EML24362 Removed expired user sessions from mail cache. Number of cached sessions before cleanup: {}. Number of sessions after cleanup: {}.
FDU24756 Removed imported IF-MAP session authenticated by {}
ADM20586 Removed local DNS entry IP {} for host {} for cluster {}.
ADM20586 Removed local DNS entry IP {} for host {} for node {} for cluster {}.
ADM20586 Removed local DNS entry IP {} for host {} for node {}.
ADM20586 Removed local DNS entry IP {} for host {}.
ADM10033 Removed node(s) '{}' from cluster {}
ADM24792 Removed session {} policy '{}'
ADM23029 Removed the SSO bookmark {} for group {}
USR20406 Removed the bookmark {}
ADM20407 Removed the bookmark {} for group {}
ADM23018 Removed trusted hosts: {}
ADM20709 Removed {} as terminal bookmark for group {}.
USR20712 Removed {} as terminal bookmark.
ADM30479 Removed {} from the list of ports that require client certificate.
ADM30479 Removed {} from the list of {} ports that require client certificate.
ADM24257 Removed {} in file profile '{}' with {}.
ADM24296 Removed {} in web profile '{}' with servers {}
ADM24296 Removed {} in web profile '{}' with servers {} , number of Metaframe Servers={}, and Citrix Ports [{}].
ADM24220 Removed {} profile '{}'.
ADM24219 Removed {} profile bookmark in profile '{}' with name:[{}].
ADM20571 Removed {} route to {}/{} via {} with metric {}.
ADM23166 Renewed CA certificate '{}'
ADM30450 Renewed Client Auth Certificate '{}'
ADM23086 Renewed Device Certificate '{}'
ADM24065 Reordered IP setting for realm '{}' to the following order: {}.
ADM23285 Reordered browser restriction patterns for realm '{}' to the following order: {}.
FDE30562 Replica IF-MAP server {} ({}) may be running an incompatible version: {}
AUT22759 Request to Siteminder server for {} failed because the request does not contain a Siteminder cookie...
AUT20916 Request to Siteminder server for {} failed: {}.
JAV20022 Request to connect to {} port {} permission denied
WEB23291 Requesting user to confirm access to invalid SSL site - Host: {}, Port: {}, Request: {}
ADM20441 Resigned the Secure Gateway web controls with the imported MS Authenticode code signing certificate.
ADM10307 Restarted services due to new license information.
SYS24025 Restarting services after import
AGU30460 Resuming dsagentd session.
ADM20442 Reverted the Secure Gateway web controls so that they are signed with the built-in code signing certificate
USR20626 Reverted to default {} server address.
ADM20692 Rewriting Restrictions: Disabling intermediate page for group '{}'.
ADM20691 Rewriting Restrictions: Enabling intermediate page for group '{}'.
ADM20687 Rewriting Restrictions: Setting {} allowed hosts for group '{}'.
ADM20689 Rewriting Restrictions: Setting {} denied urls for group '{}'.
AUT23524 Roles for user {} on host {} changed from <{}> to <{}> during policy reevaluation.
AUT23077 Roles for user {} on host {} changed from <{}> to <{}>.
ADM24217 Roles option in {} profile '{}' is set to '{}'.
ADM23616 Rollback of intermediate CA certificate with id: "{}" "{}"
ADM10264 Rules in Policy '{}' are reordered [{}]
ADM24489 Run Average RTT measure
JAV30855 SAM: Session ended for user from {}
JAV30854 SAM: Session started for user from {}
AUT30797 SAML AuthnRequest received '{}'
ERR23149 SAML Configuration initialization failed
ERR30592 SAML Encryption Failure - '{}'.
ERR23652 SAML Response for SAML Auth Server '{}' does not contain an Assertion; Response '{}'.
ERR23640 SAML Response for SAML Auth Server '{}' does not match the SAML Request with ID '{}'; Response '{}'"
SML23136 SAML SOAP request from {} is missing artifact
ERR23651 SAML Server could not create a connection obect to the SOAP Responder URL '{}' for SAML Auth Server '{}'.
AUT23654 SAML Server processed an Artifact request for SAML Auth Server '{}'; Artifact '{}'; SOAP Response '{}'
ERR23649 SAML Server received an invalid artifact: '{}'
ERR23150 SAML software exception during initialization
EML20831 SMTP Auth: Fail to write to {} Server for '{}'.
EML20830 SMTP Auth: Unable to authenticate the SMTP request for '{}' because there is no IMAP or POP server address and port.
EML20834 SMTP Auth: Unable to authenticate the SMTP request for '{}' with IMAP server {}/{}.
EML20835 SMTP Auth: Unable to authenticate the SMTP request for '{}' with POP server {}/{}.
EML20833 SMTP Auth: Unable to authenticate the SMTP request for '{}'. Error={}.
EML20832 SMTP Auth: {} Server did not return OK greeting response for '{}'.
ADM20617 SMTP Port changed to {} from {}.
ADM20616 SMTP Server {}.
MTG22736 SMTP email sender rejected when sending notification email(s) to meeting invitee(s). Email Notification Sender: {}.
SYS30765 SMTP email sender rejected when sending notification email(s). Email Notification Sender: {}.
MTG22735 SMTP email server authentication failed when sending notification email(s) to meeting invitee(s). SMTP Server: {}, SMTP User: {}, Email Notification Sender: {}.
SYS30764 SMTP email server authentication failed when sending notification email(s). SMTP Server: {}, SMTP User: {}, Email Notification Sender: {}.
EML20827 SMTP: Fail to enable SSL for STARTTLS case.
EML20828 SMTP: Unable to fork to handle special SMTP authentication.
ADM23398 SNMP trap settings for critical logs turned {}
ADM23398 SNMP trap settings for critical logs turned {} for cluster {}
ADM23398 SNMP trap settings for critical logs turned {} for node {}
ADM23398 SNMP trap settings for critical logs turned {} for node {} for cluster {}
ADM24068 SNMP trap settings for major events turned {}
ADM24068 SNMP trap settings for major events turned {} for cluster {}
ADM24068 SNMP trap settings for major events turned {} for node {}
ADM24068 SNMP trap settings for major events turned {} for node {} for cluster {}
ADM23399 SNMP trap settings for major logs turned {}
ADM23399 SNMP trap settings for major logs turned {} for cluster {}
ADM23399 SNMP trap settings for major logs turned {} for node {}
ADM23399 SNMP trap settings for major logs turned {} for node {} for cluster {}
ADM23478 SNMP trap threshold settings modified for "{}" from {} to {}
ADM23478 SNMP trap threshold settings modified for "{}" from {} to {} for cluster {}
ADM23478 SNMP trap threshold settings modified for "{}" from {} to {} for node {}
ADM23478 SNMP trap threshold settings modified for "{}" from {} to {} for node {} for cluster {}
ERR23636 SOAP Response for SAML Auth Server '{}' contains a SOAP Header with the mustUnderstand attribute that the IVE cannot process; Response '{}'"
ERR23639 SOAP Response for SAML Auth Server '{}' has an invalid SAML Response; Exception '{}'; Response '{}'"
ERR23638 SOAP Response for SAML Auth Server '{}' has no SAML Response; Response '{}'"
ERR23637 SOAP Response for SAML Auth Server '{}' has no SOAP Body; Response '{}'"
ERR23635 SOAP Response for SAML Auth Server '{}' has no SOAP Envelope; Response '{}'"
AUT24412 SOAP login succeeded for {}/{} from {}.
ADM24413 SOAP logout from {}
ERR23630 SOAP request send failed for SAML Auth Server '{}'; Responder URL '{}'; Error '{}'
AUT30803 SPNEGO SSO: keytab file is missing.
AUT30845 SPNEGO SSO: received {} bytes in HTTP header 'Authorization' from {}
AUT30780 SQL Error {}: {}
AUT30779 SQL Statement for Server {} is not of correct format or has no input parameters
ADM30740 SQL server {}: {} '{}' created.
ADM30741 SQL server {}: {} changed from '{}' to '{}'.
AUT24605 SSL connection dropped because client at source IP '{}' negotiated a cipher with strength less than the configured '{}-bit' cipher strength while connecting to '{}'
EML20847 SSL handshake between mail client and mail proxy has failed. SSL error={}. Errno={}.
ERR24798 SSO Error: {}
FDE24774 Same authenticator IP "{}" associated with IF-MAP client "{}" and IF-MAP client "{}". All members of a client cluster should be configured together in one IF-MAP client, rather than configuring a separate IF-MAP client for each member.
ADM20209 Saved to cache!
ADM23613 Saving of Auto-Import of intermediate CA certificate options "{}"
ADM20581 Second DNS server {} to {}.
MTG23035 Secure Meeting configuration updated for group {}. Require Password: {}, Require IVE Authentication: {}, Allow Remote Control: {}, Require System Generated Password: {}, Maximum Scheduled Meetings: {}, Maximum Concurrent Meetings: {}, Maximum Concurrent Attendees: {}, Maximum Meeting Duration: {}.
ADM20656 Security prefs changed: {}
ADM20731 Send requests through proxy for unqualified hostnames {}
SML23128 Sending a SAML Authorization Decision Query for {} to {}
SML23124 Sending a SAML SOAP Response to {}
LIC30600 Sending cluster status: clustername={}, clusterid={}
LIC30601 Sending standalone status
SEN24100 Sensor [{}] [{}] resolved to node [{}]
SEN24090 Sensor {} [{}:{}] added
SEN24091 Sensor {} deleted
SEN24092 Sensor {} updated
FDE24763 Sent IF-MAP response to client {}: {}
SML23111 Sent SAML Artifact to {}
LIC10283 Series ID error.
AUT30658 Server Certificate successfully validated for '{}'
ERR30659 Server Certificate validation Error for '{}' due to the following reason: '{}'
SYS24260 Server configuration reset
SYS24259 Server factory reset
MTG20043 Server meeting config read: smtpServer={}, smtpUser={}, smtpPassword={}, smtpSender={}
SYS10298 Server reboot
ADM20639 Server reboot requested by {}/{}.
SYS10314 Server restart
ADM23179 Server restart requested by {}/{}.
SYS24258 Server rollback
SYS10299 Server shutdown
ADM20640 Server shutdown requested by {}/{}.
LIC30500 Server {} refused lease request for feature '{}'
ADM23227 Server {}: Changed {} from '{}' to '{}'
ADM23226 Server {}: Set {} to '{}'
ADM24085 Service '{}'{}
AUT24567 Session Limit: {}/{} has the maximum number of sessions running. They have been logged out from IP ({}) in order to start a new session from IP ({}).
AUT23181 Session for user {} on host {} has been terminated.
AUT30505 Session migrated from server {}
FDU30587 Session migrated to server {}
FDU24827 Session not exported to IF-MAP because no session-export policy applies
FDU24826 Session not exported to IF-MAP because session-export policies did not assign a capability, role, or device-attribute
FDU24825 Session not exported to IF-MAP because session-export policies did not assign an identity
EAM30447 Session not extended for {}/{} from {} because no roles enabled for session extension.
FDU30668 Session not imported from IF-MAP because its address belongs to an IF-MAP client
AUT20915|ADM22820 Session timed out for {} Idle session identified after user request.
ADM22820 Session timed out for {}/{} due to inactivity (last access at {}). Idle session identified after user request.
ADM22820 Session timed out for {}/{} due to inactivity. Idle session identified after user request.
ADM23463 Set NC MTU to {}
ADM23463 Set NC MTU to {} from {}
AUT22717|ADM23420 Set browser restriction accept pattern '{}' for realm '{}'
AUT22718|ADM23421 Set browser restriction reject pattern '{}' for realm '{}'
USR20630 Set mail server password
USR20629 Set mail server username {}
ERR20923 Set socket fail in webserver with error {}.
ERR10102 Set socket option to {} fail in server layer with error {}.
ADM20089 Setting default value of {} to {} for group '{}'
AUT22716 Setting {} browser restriction patterns for realm '{}'
ADM23001 Setting {} caching rules
ADM24727 Shared secret is updated
MTG23419 Sharing {} for {} '{}' (ID: {}). {}
AUT23456 Sign-in process failed, internal error, code {}
ERR24378 Signature verification certificate not found
NWC30710 Signin of user {} failed, result {}
AUT23364 SiteMinder Auth: Authentication failed because SiteMinder license not found.
AUT30645 SiteMinder Auth: Cookie validation overlooked for {} with Method '{}'.
AUT30646 SiteMinder Auth: Cookie validation overlooked for {} with Url [{}].
AUT20062 SiteMinder Auth: Fail to create SMSESSION cookie. Reason={}.
AUT20046 SiteMinder Auth: Initialization fail because authentication server is not set up. Error={}.
AUT20047 SiteMinder Auth: Initialization fail because the device's internal IP address is not defined.
AUT20048 SiteMinder Auth: Initialization failed. Please ensure that the shared 'Secret' and 'Agent Name' configured match the values configured on the policy server.
AUT20064 SiteMinder Auth: Login fail for {} because resource '{}' with action '{}' is not protected on the policy server. Reason={}.
AUT20069 SiteMinder Auth: Login fail for {} with resource '{}' and action '{}' because a challenge is required for authentication.
AUT20065 SiteMinder Auth: Login fail for {} with resource '{}' and action '{}' because initialization to policy server was not done.
AUT20067 SiteMinder Auth: Login fail for {} with resource '{}' and action '{}' because timed out attempting to reach policy server.
AUT20068 SiteMinder Auth: Login fail for {} with resource '{}' and action '{}' because user is not authenticated. Error Code: '{}'
AUT20066 SiteMinder Auth: Login fail for {} with resource '{}' because policy server '{}' is unreachable.
AUT20063 SiteMinder Auth: Login fail with resource '{}' and action '{}' because username or password is empty.
AUT22869 SiteMinder Auth: Login succeeded for {} with resource '{}' and action '{}'.
AUT20070 SiteMinder Auth: Logout fail because initialization to policy server was not done.
AUT20071 SiteMinder Auth: Logout fail because policy server '{}' could not be reached.
AUT20072 SiteMinder Auth: Logout fail because timed out attempting to reach policy server.
AUT20073 SiteMinder Auth: Logout fail because user is not logged out.
AUT23392 SiteMinder Auth: Policy Server '{}' could not be reached.
AUT20061 SiteMinder Auth: SMSESSION cookie validated successfully for {} with resource '{}' and action '{}'.
AUT20052 SiteMinder Auth: Unable to validate SMSESSION cookie because decoding of the updated cookie fail.
AUT20051 SiteMinder Auth: Unable to validate SMSESSION cookie during decoding. Reason={}.
AUT20054 SiteMinder Auth: Unable to validate SMSESSION cookie for {} because resource '{}' with action '{}' is not protected. Reason={}.
AUT22900 SiteMinder Auth: Unable to validate SMSESSION cookie for {} because session has timed out.
AUT20056 SiteMinder Auth: Unable to validate SMSESSION cookie for {} with resource '{}' and action '{}' because a challenge is required for authentication.
AUT20057 SiteMinder Auth: Unable to validate SMSESSION cookie for {} with resource '{}' and action '{}' because initialization to policy server was not done.
AUT20060 SiteMinder Auth: Unable to validate SMSESSION cookie for {} with resource '{}' and action '{}' because login failed with code {} and reason {}.
AUT20053 SiteMinder Auth: Unable to validate SMSESSION cookie for {} with resource '{}' and action '{}' because session has timed out.
AUT20059 SiteMinder Auth: Unable to validate SMSESSION cookie for {} with resource '{}' and action '{}' because timed out attempting to reach policy server.
AUT20055 SiteMinder Auth: Unable to validate SMSESSION cookie for {} with resource '{}' and action '{}' because user is not authenticated. Error Code: '{}'.
AUT20058 SiteMinder Auth: Unable to validate SMSESSION cookie for {} with resource '{}' because policy server '{}' is unreachable.
AUT20050 SiteMinder Auth: Uninitialization fail due to connection failure to policy server.
AUT20049 SiteMinder Auth: Uninitialization fail.
ADM30643 SiteMinder server {}: 'Overlook Session for Methods' changed from '{}' to '{}'.
ADM30644 SiteMinder server {}: 'Overlook Session for URLs' changed from '{}' to '{}'.
ADM20329 SiteMinder server {}: Authentication server IP address/hostname '{}' created.
ADM20366 SiteMinder server {}: Authentication server IP address/hostname changed from '{}' to '{}'.
ADM20332 SiteMinder server {}: Authentication server agent name '{}' created.
ADM20369 SiteMinder server {}: Authentication server agent name changed from '{}' to '{}'.
ADM20351 SiteMinder server {}: Authentication server authorization '{}' created.
ADM20388 SiteMinder server {}: Authentication server authorization changed from '{}' to '{}'.
ADM20349 SiteMinder server {}: Authentication server autologin '{}' created.
ADM20386 SiteMinder server {}: Authentication server autologin changed from '{}' to '{}'.
ADM20350 SiteMinder server {}: Authentication server autologin group '{}' created.
ADM23022 SiteMinder server {}: Authentication server autologin group changed from '{}' to '{}'.
ADM22895 SiteMinder server {}: Authentication server autologin realm '{}' created.
ADM20387 SiteMinder server {}: Authentication server autologin realm changed from '{}' to '{}'.
ADM20330 SiteMinder server {}: Authentication server backup IP address/hostname '{}' created.
ADM20367 SiteMinder server {}: Authentication server backup IP address/hostname changed from '{}' to '{}'.
ADM20345 SiteMinder server {}: Authentication server cookie port '{}' created.
ADM20382 SiteMinder server {}: Authentication server cookie port changed from '{}' to '{}'.
ADM20336 SiteMinder server {}: Authentication server cookie provider domain '{}' created.
ADM20373 SiteMinder server {}: Authentication server cookie provider domain changed from '{}' to '{}'.
ADM20344 SiteMinder server {}: Authentication server cookie secure '{}' created.
ADM20381 SiteMinder server {}: Authentication server cookie secure changed from '{}' to '{}'.
ADM20335 SiteMinder server {}: Authentication server domain '{}' created.
ADM20372 SiteMinder server {}: Authentication server domain changed from '{}' to '{}'.
ADM20352 SiteMinder server {}: Authentication server failover '{}' created.
ADM20389 SiteMinder server {}: Authentication server failover changed from '{}' to '{}'.
ADM20356 SiteMinder server {}: Authentication server ignore extension list '{}' created.
ADM20393 SiteMinder server {}: Authentication server ignore extension list changed from '{}' to '{}'.
ADM20328 SiteMinder server {}: Authentication server instance name '{}' created.
ADM20365 SiteMinder server {}: Authentication server instance name changed from '{}' to '{}'.
ADM20402 SiteMinder server {}: Authentication server instance {} deleted.
ADM20337 SiteMinder server {}: Authentication server login type '{}' created.
ADM20374 SiteMinder server {}: Authentication server login type changed from '{}' to '{}'.
ADM20355 SiteMinder server {}: Authentication server logout redirected URL '{}' created.
ADM20392 SiteMinder server {}: Authentication server logout redirected URL changed from '{}' to '{}'.
ADM20360 SiteMinder server {}: Authentication server maximum number of connections to policy server set to '{}'.
ADM20359 SiteMinder server {}: Authentication server maximum number of requests per connection set to '{}'.
ADM20346 SiteMinder server {}: Authentication server maximum socket '{}' created.
ADM20383 SiteMinder server {}: Authentication server maximum socket changed from '{}' to '{}'.
ADM20347 SiteMinder server {}: Authentication server minimum socket '{}' created.
ADM20384 SiteMinder server {}: Authentication server minimum socket changed from '{}' to '{}'.
ADM20362 SiteMinder server {}: Authentication server policy server accounting port set to '{}'.
ADM20363 SiteMinder server {}: Authentication server policy server authentication port set to '{}'.
ADM20364 SiteMinder server {}: Authentication server policy server authorization port set to '{}'.
ADM20361 SiteMinder server {}: Authentication server policy server connection idle timeout set to '{}'.
ADM20358 SiteMinder server {}: Authentication server policy server poll interval set to '{}'.
ADM20341 SiteMinder server {}: Authentication server port '{}' created.
ADM20343 SiteMinder server {}: Authentication server post parameters '{}' created.
ADM20380 SiteMinder server {}: Authentication server post parameters changed from '{}' to '{}'.
ADM20342 SiteMinder server {}: Authentication server post path '{}' created.
ADM20379 SiteMinder server {}: Authentication server post path changed from '{}' to '{}'.
ADM20378 SiteMinder server {}: Authentication server post port changed from '{}' to '{}'.
ADM20338 SiteMinder server {}: Authentication server post protocol '{}' created.
ADM20375 SiteMinder server {}: Authentication server post protocol changed from '{}' to '{}'.
ADM20339 SiteMinder server {}: Authentication server post server '{}' created.
ADM20376 SiteMinder server {}: Authentication server post server changed from '{}' to '{}'.
ADM20333 SiteMinder server {}: Authentication server protected resource '{}' created.
ADM20370 SiteMinder server {}: Authentication server protected resource changed from '{}' to '{}'.
ADM20353 SiteMinder server {}: Authentication server redirected URL on authentication failure '{}' created.
ADM20390 SiteMinder server {}: Authentication server redirected URL on authentication failure changed from '{}' to '{}'.
ADM20354 SiteMinder server {}: Authentication server redirected URL on authorization failure '{}' created.
ADM20391 SiteMinder server {}: Authentication server redirected URL on authorization failure changed from '{}' to '{}'.
ADM20334 SiteMinder server {}: Authentication server resource action '{}' created.
ADM20371 SiteMinder server {}: Authentication server resource action changed from '{}' to '{}'.
ADM20357 SiteMinder server {}: Authentication server resource on authorization failure '{}' created.
ADM20394 SiteMinder server {}: Authentication server resource on authorization failure changed from '{}' to '{}'.
ADM20368 SiteMinder server {}: Authentication server secret changed.
ADM20331 SiteMinder server {}: Authentication server secret created.
ADM20348 SiteMinder server {}: Authentication server socket step '{}' created.
ADM20385 SiteMinder server {}: Authentication server socket step changed from '{}' to '{}'.
ADM20340 SiteMinder server {}: Authentication server target '{}' created.
ADM20377 SiteMinder server {}: Authentication server target changed from '{}' to '{}'.
ADM20397 SiteMinder server {}: Maximum connections to policy server changed from '{}' to '{}'.
ADM20396 SiteMinder server {}: Maximum requests per connection changed from '{}' to '{}'.
ADM23073 SiteMinder server {}: Option 'Authorize during authentication' has been changed from '{}' to '{}'.
ADM30642 SiteMinder server {}: Option 'Enable Overlook Session' changed from '{}' to '{}'.
ADM23074 SiteMinder server {}: Option 'Enable Session Grace Period' has been changed from '{}' to '{}'.
ADM23076 SiteMinder server {}: Option 'Ignore Query Data' has been changed from '{}' to '{}'.
ADM20395 SiteMinder server {}: Policy Server poll interval changed from '{}' to '{}'.
ADM24208 SiteMinder server {}: Policy server compatibility mode has been changed from '{}' to '{}'.
ADM24315 SiteMinder server {}: Policy server compatibility mode set to '{}'.
ADM20399 SiteMinder server {}: Policy server connection accounting port changed from '{}' to '{}'.
ADM20400 SiteMinder server {}: Policy server connection authentication port changed from '{}' to '{}'.
ADM20401 SiteMinder server {}: Policy server connection authorization port changed from '{}' to '{}'.
ADM20398 SiteMinder server {}: Policy server connection idle timeout changed from '{}' to '{}'.
ADM23075 SiteMinder server {}: Session Grace Period has been changed from '{}' to '{}'.
ADM22883|ADM20403 SiteMinder server: Caches flushed.
AUT20078 Siteminder Auth: Authorization failed for {} because resource '{}' with action '{}' is not protected. Reason={}.
AUT20074 Siteminder Auth: Authorization failed for {} with resource '{}' because policy server '{}' is unreachable.
AUT20075 Siteminder Auth: Authorization failed for {}, resource '{}' with action '{}', because initialization to policy server was not done.
AUT20076 Siteminder Auth: Authorization failed for {}, resource '{}' with action '{}', because timed out attempting to reach policy server.
AUT20077 Siteminder Auth: Authorization failed for {}, resource '{}' with action '{}'. Error Code: '{}'.
PER20086 Siteminder Auth: Get authorized resource '{}' with action '{}' from Policy Server.
PER20085 Siteminder Auth: Get authorized resource '{}' with action '{}' from the device's cache.
PER20084 Siteminder Auth: Get protected resource '{}' with action '{}' from Policy Server.
PER20083 Siteminder Auth: Get protected resource '{}' with action '{}' from the device's cache.
AUT20081 Siteminder Auth: Received SM_AGENTAPI_KEY_UPDATE_CURRENT from policy server.
AUT20080 Siteminder Auth: Received SM_AGENTAPI_KEY_UPDATE_LAST from policy server.
AUT20079 Siteminder Auth: Received SM_AGENTAPI_KEY_UPDATE_NEXT from policy server.
AUT20082 Siteminder Auth: Received SM_AGENTAPI_KEY_UPDATE_PERSISTENT from policy server.
SYS23533 Snapshot file {} transfer from serial console to host {} {}
ERR23145 Software exception in SAML
ADM30411 Software upgrade status: {}.
ADM30727 Some of the SAML Entities for metadata provider '{}' not imported due to :'{}'
ERR23650 Source ID in artifact: '{}' does not match that in auth server '{}'.
AUT24563 Source IP '{}' is blocked
ERR10071 Stack frame {}: ({})
ADM30475 Staged service package {}.
ADM30464 Staged software package
LIC30614 Standalone status communicated to the server successfully
MTG24503 Started deleting past meetings ...
ADM30408 Started system software upgrade to {}.
ADM20714 Started system software upgrade.
SYS20413 Started system software version {} successfully
ADM24405 Starting push of {} configuration to target '{}' (url={}) as part of job '{}'.
SYS10306 Starting services: {}
SYS20412 Starting system software version {}
AUT30722 State Storage Resource is almost at capacity. Signin for user {} failed because insufficient resources are available to create a user session. To alleviate this issue, delete any unused cached items(for example, unused active user sessions).
SYS20473 State snapshot by {}, created {}, deleted
SYS20472 State snapshot by {}, created {}, downloaded
SYS20471|ADM23567 State snapshot completed.
SYS22961|ADM23568 State snapshot failed.
STS20142 Statistics Archive - {} - {} - {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}
AUT30830 Stored Password for user {} on server {} is not the correct format and/or length.
AUT30774 Stored password hash format does not match with hash format configured in server {}
MTG20742 Successfully connected invitee {} to meeting '{}' (ID: {}).
ADM24205 Successfully exported configuration in XML to file '{}'.
ADM24206 Successfully imported configuration from XML file '{}' using '{}' mode.
VDI24859 Successfully opened {} connection to {}:{} (connection broker "{}", pool "{}").
LIC30498 Successfully registered with license server {} using machineid {}
ADM23452 Super Admin session created using token {} from {}
ADM20682 Switch to use reverse domain {} for Pass Through Proxy. Will remove previous settings.
ADM20681 Switch to use reverse port for Pass Through Proxy. Will remove previous settings.
ADM20600 Syslog server {} (facility {}, filter {}) added for {} logs
ADM20601 Syslog server {} (facility {}, filter {}) removed from {} logs
ADM30409 System Reboot
ADM20647 System date modified to {} {} {}:{}:{} {}.
AUT22933 System process detected a Cache Cleaner time out on host {} (last update at {}).
AUT22933 System process detected a Cache Cleaner time out on host {} .
AUT22933 System process detected a Cache Cleaner time out on host {} for user '{}' (last update at {}).
AUT22933 System process detected a Cache Cleaner time out on host {} for user '{}' .
AUT22927 System process detected a Host Checker time out on host {} (last update at {}).
AUT22927 System process detected a Host Checker time out on host {} .
AUT22927 System process detected a Host Checker time out on host {} for user '{}' (last update at {}).
AUT22927 System process detected a Host Checker time out on host {} for user '{}' .
ADM30410 System rollback version
ADM20715 System software upgrade failed.
ADM24232 System software upgrade failed. Another upgrade was in progress.
ADM24487 System software upgrade failed. Installation timed out.
ADM23395 System software upgrade failed. The service package selected to install is older than the currently installed package.
ADM30480 System software upgrade failed. The service package uploaded is not supported on Virtual Appliances. Virtual Appliances are supported only from software version {}.
ADM23396 System software upgrade failed. The service package uploaded is not valid.
ADM23393 System software upgrade failed. The service package uploaded is the same as the existing package.
ADM23394 System software upgrade failed. Unable to install the selected service package because the version {} of the package is lower than the version {} of the software running in this node and the node is enabled in a cluster configuration. Please disable the cluster node and retry.
ADM30656 System software upgrade failed. You must provide a package of the same personality.
ADM24399 Target '{}' (url={}) removed from list of targets configured for Push Config.
ERR30413 Target URL {} is not protected by a SAML auth Server
ERR30414 Target {} does not match any sign-in URL
ERR30415 Target {} matches multiple realms
AUT23277|AUT30615 Testing {}realm restrictions failed for {}
SYS30735 The CPU temperature is {} degrees Centigrade, exceeded the high threshold {} degrees Centigrade
FDE24799 The IF-MAP server disconnected from replica {} ({}) due to administrator action
SML23170 The SAML Authorization Decision for {} from {} is '{}'
SYN24802 The User Record Synchronization database is corrupted beyond recovery. Creating a new empty database.
AUT30641 The X.509 certificate for '{}' issued by {} failed in CRL checking; Status '{}'; Detail: '{}'
AUT23584 The X.509 certificate for '{}' issued by {} failed in OCSP checking; Detail: '{}'
AUT24410 The X.509 certificate for '{}' issued by {}, successfully passed CRL checking
AUT24409 The X.509 certificate for '{}' issued by {}, successfully passed OCSP checking
ERR23585 The X.509 certificate for '{}', issued by '{}' has been revoked; OCSP Responder '{}'; Status '{}'; Detail: '{}'; Revoked at '{}'; Updated at '{}'
ADM23617 The admin must remove auto-imported CA certificate with id: "{}"
AUT24566 The client certificate contains unrecognized or informational certificate attributes (error {}). These attributes will not affect authentication
USR30617 The control parameters were found to be tampered while launching the {} bookmark "{}".
USR30618 The control parameters were found to be tampered. Resource information is not available since it was tampered or the session was launched using remote desktop launcher/external URL.
SYS24343 The current virus signature list downloaded successfully from '{}'
SYS24339 The current virus signature list imported successfully.
ADM20679 The description for Pass Through Proxy entry {} has been changed for group {}
ERR24544 The hits statistics file failed to upgrade because it was corrupted. The hits statistics will be reset.
ADM24514 The maximun number of sessions per user for realm '{}' is updated to {}
ARC30859 The password to protect archived Administrative Network configurations was changed.
ARC24368 The password to protect archived IVS configurations was changed.
ARC30730 The password to protect archived User Record Synchronization databases was changed.
ARC22060 The password to protect archived system configurations was changed.
ARC22061 The password to protect archived user configurations was changed.
RWR24773 The requested file \`{}\` [{} bytes] will not be rewritten since it exceeds the limit of 5Mb.
ADM30412 The software package uploaded is less than or same as the existing package
SYS10065 The version of the machine(s) in the cluster are different from my version ({}, {}, {}). Restarting as a standalone device.
ERR30538 The virtual port with the IP address '{}' received too many requests with invalid client certificate
AUT21083 There is no node verification file.
FDE24715 This device is a member of an active-active cluster, so its IF-MAP server is disabled
LIC10267 This license key only applies to product version {} and later. Please upgrade and reinstall the license.
ADM24728 This node is set to user record synchronization client
ADM24729 This node is set to user record synchronization server
ADM30657 This platform does not support {} release that is lower than {}.
ADM20653 Time adjusted by {} seconds.
ADM20650 Time will be set using NTP server {} {}
ADM20655 Time zone changed to {}.
ADM24590 Total Maximum Bandwidth {} to {}.
ERR10073 Trace Info : {}
ADM20463 Trace route to host {}
ADM30858 Traffic Segregation: Set {} to '{}' for {}
ADM30857 Traffic Segregation: Updated {} from '{}' to '{}' for {}
MTG23215 True Color setting changed from "{}" to "{}"
ADM20685 Turn off recording
ADM20467 Turn off tcpdump
ADM20684 Turn on recording for {}
ADM20466 Turn on tcpdump
ADM30756 Turned '{}' Email functionality for Guest Access.
ADM23540 UAC Agent client-side logging option updated from "{}" to "{}".
EML20849 Unable to accept SSL connection. Error={}.
EML20862 Unable to accept client connection (port {}). Error={}.
MTG22734 Unable to connect to SMTP email server when sending notification email(s) to meeting invitee(s). SMTP Server: {}.
SYS30763 Unable to connect to SMTP email server when sending notification email(s). SMTP Server: {}.
LIC30639 Unable to connect with license download server {}
ERR20137 Unable to decode internal table data, will use empty table instead -- some data loss may occur.
ERR20001 Unable to determine user group
IDP24190 Unable to disable user account for [{}]
ERR24746 Unable to download current {} from '{}'. Reason: Invalid credentials - '{}'.
ERR24340 Unable to download current {} from '{}'. Reason: invalid server response - '{}'.
ERR24342 Unable to download current {} from '{}'. Reason: unable to create temp file '{}'.
ERR24341 Unable to download current {} from '{}'. Reason: {}
ERR20160 Unable to establish SSL session with remote server {}:{}
EML20797 Unable to fork to handle auth server authentication.
EML20863 Unable to get peer name for socket {}.
ERR24338 Unable to import current virus signatures list. Reason: XML schema violation - '{}'.
SYS24351 Unable to import current {}. Reason: {}.
VDI30443 Unable to load desktops for bookmark "{}". Received error code "{}" and user error message "{}".
ERR20161 Unable to make socket non-blocking
ERR20162 Unable to open connection to server {}:{}
ERR20159 Unable to open socket
SYS24815 Unable to receive messages from event server
IDP24191 Unable to replace user [{}] roles with [{}]
ERR20158 Unable to resolve hostname: {}
AUT20917 Unable to retrieve SMSESSION cookie with domain '{}' for {}/{}.
EML20848 Unable to set socket to non-blocking.
IDP24109 Unable to terminate user session for [{}]
ERR23632 Unexpected HTTP response code '{}' for SAML Auth Server '{}'; expected 200"
JAV20589 Unpacking '{}' failed, type {}, error - {}:{}
RWR20018 Unsupported object identifier \`{}\`
NWC30709 Unsupported or wrong EAP protocol {} used by {}
ERR20000 Update ICA cache {} bytes failed
VDI30532 Update connection failed for Connection Broker("{}"), Pool("{}"), Host("{}:{}"), Type("{}"), Error("{}").
ADM20724 Update user failed because of invalid user identity '{}'.
LIC30518 Updated Client Settings: Lease Client ID = {}. {}
ADM30790 Updated Global SAML Settings. Changes '{}' from '{}' to '{}'
MTG24501 Updated MySecureMeeting from ['{}/{}' Subject: {}, Description: {}, Password: {}] to ['{}/{}' Subject: {}, Description: {}, Password: {}].
FBR30545 Updated NFS bookmark '{}' to {}:{}/{}.
ADM24522 Updated RADIUS Dictionary file '{}'
ADM30591 Updated SAML Metadata Provider '{}'
ADM30793 Updated SignIn SAML IdP '{}'
ADM30792 Updated SignIn SAML MdP '{}'
ADM30795 Updated SignIn SAML Peer SP '{}'
ADM24321 Updated Web profile '{}' from URL <{}>, preventAttachmentDownload={}, preventAttachmentUpload={}, and caching={} to URL <{}>, preventAttachmentDownload={}, preventAttachmentUpload={}, and caching={}.
ADM24273 Updated Web profile '{}' from URL [{}], option [{}] and web interface version={} to URL [{}], option [{}] .
ADM24273 Updated Web profile '{}' from URL [{}], option [{}] and web interface version={} to URL [{}], option [{}] and web interface version={}.
ADM24273 Updated Web profile '{}' from URL [{}], option [{}] to URL [{}], option [{}] .
ADM24273 Updated Web profile '{}' from URL [{}], option [{}] to URL [{}], option [{}] and web interface version={}.
ADM24546 Updated Web profile '{}' from URL [{}], option [{}] {} {} to URL [{}], option [{}] {} {}.
ADM23195 Updated custom page "{}" {file "{}" size {} bytes} to "{}" {file "{}" size {} bytes}
FDU24757 Updated imported session authenticated by {} from IF-MAP
USR20632 Updated mail proxy username from {} to {}.
MTG20042 Updated the SMTP email server configuration used for Junos Pulse Collaboration. SMTP Server: {}, SMTP User: {}, Email Notification Sender: {}.
ADM23030 Updated the SSO bookmark {} for group {}. Forms-based SSO - {}, Custom Headers - {}.
USR20408 Updated the bookmark {}
ADM20409 Updated the bookmark {} for group {}
ADM23442 Updated the order of the sign-in policies
ADM30468 Updated the sign-in notification '{}'
ADM23444 Updated the sign-in page '{}'
ADM23440 Updated the sign-in policy '{}'
FBR30527 Updated windows bookmark '{}' to \\\\{}\\{}\\{}.
MTG20026 Updated {} '{}' {}ID: {}, Description: {}, Start Time: {}, Duration: {} minutes. {}
ADM20710 Updating terminal bookmark {} for group {}.
USR20713 Updating terminal bookmark {}.
ADM24493 Upgrade Device Certificate Failure '{}'
LIC23611 Upgrade failure for legacy license '{}' ({}).
ADM30559 Uploaded Junos Pulse client version {}
FBR20512 Uploaded Windows file \\\\{}.
SYS24202 Uploaded log - {}, {}, {}, {}, {}, {} - deleted
SYS24268 Uploaded log - {}, {}, {}, {}, {}, {} - purged
ADM24207 Uploaded log - {}, {}, {}, {}, {}, {} deleted
SYS24202 Uploaded log - {}, {}, {}, {}, {}, {}, {} - deleted
SYS24268 Uploaded log - {}, {}, {}, {}, {}, {}, {} - purged
ADM24207 Uploaded log - {}, {}, {}, {}, {}, {}, {} deleted
ADM23016 Use Web Proxy set to {}
AUT20167|ADM20716 User Accounts modified. Added {} with username {} to authentication server {}.
AUT20168|ADM20717 User Accounts modified. Added {} with username {} to group {}.
USR22897|ADM20719 User Accounts modified. Changed full name for username {} from {} to {}.
USR22898|ADM20720 User Accounts modified. Changed password for username {}.
ADM20721 User Accounts modified. Moved username {} from group {} to group {}.
ADM20722 User Accounts modified. Removed username {} from group {}.
ADM20718 User Accounts modified. System added non-local user {} with username {} to group {}.
USR22939 User Preferences affected. User {} deleted cookies.
USR22940 User Preferences affected. User {} restored system settings.
USR22941 User Preferences affected. User {} {} Autostart client-server session option.
SYN24742 User Record Synchronization [{}] accepted pushed [{}] data from {} for {} in {}
SYN30435 User Record Synchronization [{}] failed to get data from {} for {} in {} because of an internal error
SYN24748 User Record Synchronization [{}] failed to push {} data for {} in {} because no suitable server was found
SYN24787 User Record Synchronization [{}] failed to push {} data for {} in {} because the request could not be sent
SYN24747 User Record Synchronization [{}] failed to request {} data for {} in {} because no suitable server was found
SYN24786 User Record Synchronization [{}] failed to request {} data for {} in {} because the request could not be sent
SYN24743 User Record Synchronization [{}] pushed [{}] data to all peers for {} in {}
SYN24733 User Record Synchronization [{}] pushed {} data for {} in {}
SYN24735 User Record Synchronization [{}] received "already in sync" from {} for {} in {}
SYN24736 User Record Synchronization [{}] received "no data found" from {} for {} in {}
SYN24734 User Record Synchronization [{}] received [{}] data from {} for {} in {}
SYN24810 User Record Synchronization [{}] received push of [{}] data rejected from {} for {} in {} because {}
SYN24738 User Record Synchronization [{}] received push rejected from {} for {} in {} because {}
SYN24811 User Record Synchronization [{}] rejected [{}] data received from {} for {} in {} because {}
SYN24809 User Record Synchronization [{}] rejected pushed [{}] data from {} for {} in {} because {}
SYN24732 User Record Synchronization [{}] requested {} data for {} in {}
SYN24741 User Record Synchronization [{}] responded with "already in sync" to request for [{}] data from {} for {} in {}
SYN24740 User Record Synchronization [{}] responded with "no data found" to request for [{}] data from {} for {} in {}
SYN24739 User Record Synchronization [{}] responded with [{}] data to request for [{}] data from {} for {} in {}
SYN24737 User Record Synchronization [{}] server {} accepted push of [{}] data for {} in {}
SYN24849 User Record Synchronization deleted {} user records from the synchronization database that have not been accessed in {} days.
SYN24776 User Record Synchronization disabled database addition because the database size is over the limit ({} KB)
SYN24777 User Record Synchronization disabled database addition because the disk is over {} percent full
SYN24779 User Record Synchronization enabled database addition because some records were deleted
SYN24778 User Record Synchronization enabled database addition because the disk is less than {} percent full
SYN30436 User Record Synchronization failed to open the database.
IDP24102 User account for [{}] disabled
ADM24171 User account for {} disabled
ADM24422 User account state of {} is changed to {}
EAM24638 User assigned RADIUS attribute(s) ({})
EAM24459 User assigned to vlan ({})
WEB23293 User chose not to access invalid SSL site - Host: {}, Port: {}, Request: {}
WEB23292 User chose to continue accessing invalid SSL site - Host: {}, Port: {}, Request: {}
AUT30544|AUT30821 User chose to {} on the sign-in notification page "{}"
AUT24369 User has exceeded the limit of AppLaunchTokens
WEB23222 User is denied permission to access the website with the present options.
FBR20544 User is denied permission to view {} {} with the present options.
AUT30569 User is signing in, installing or updating Junos Pulse
AUT30568 User is signing in, installing or updating OAC Agent
AUT24265 User is signing in, installing or updating UAC Agent
AUT24266 User is signing in, not installing UAC Agent, disabled for role
AUT24267 User is signing in, not installing UAC Agent, unsupported browser is {}
ADM24718 User record synchronization client node '{}' with ip address {} is created
ADM24719 User record synchronization client node {} is deleted
ADM24726 User record synchronization is disabled
ADM24725 User record synchronization is enabled
ADM24721 User record synchronization server node {} is deleted
ADM24720 User record synchronization server node {} with ip address {} is created
SYS30427 User record synchronization: Client {} failed to authenticate with server {}. {}
SYS30430 User record synchronization: Client {} failed to negotiate a version with server {}. Server accepts the following versions: {}. Client supports the following versions: {}. {}
SYS30429 User record synchronization: Client {} successfully negotiated version {} with server {}.
SYS30428 User record synchronization: Client {} was successfully authenticated by server {}.
SYS24835 User record synchronization: Connection to {} is up.
SYS24834 User record synchronization: Connnection to {} is down, Trying to reconnect.
SYS24831 User record synchronization: Deleted communication file.
SYS24844 User record synchronization: Dropped data destined for {}.
SYS24836 User record synchronization: Migrated {} task(s) from {} to {}.
SYS24833 User record synchronization: Processing {} pending task(s) for {}.
SYS24832 User record synchronization: Purged {} pending task(s) for {}.
SYS30425 User record synchronization: Server failed to negotiate a version with client {}. Server supports the following version(s): {}. Client tried to connect with the following version(s): {}. {}
SYS24830 User record synchronization: Server has successfully authenticated {}.
SYS30426 User record synchronization: Server successfully negotiated version {} with client {}.
SYS30423 User record synchronization: Server {} failed to authenticate client {}. {}
SYS30424 User record synchronization: Server {} successfully authenticated client {}
SYS24829 User record synchronization: Shutting down server.
SYS24828 User record synchronization: Starting server. Listening on port {}.
SYS24843 User record synchronization: The temporary storage for user record synchronization data is {} % full. File contents : {}. Please check network connectivity to remote servers and the configuration.
IDP24101 User session for [{}] terminated
ADM24170 User session for {}/{} terminated
NWC30707 User source {} is blocked
AUT23461 User trying to login with a NULL password. Login rejected.
ERR31626 User {} denied access as the client version '{}' is lower than the minimum client version configured
AUT24564 User-Agent '{}' from source IP '{}' is blocked
ADM20457 Username {} in group {} is a duplicate of {} in group {}. The settings for user {} will not be imported. The settings for {} were imported as {}.
ADM24496 Users will be shown the last login ip address
ADM24494 Users will be shown the last login time
ADM24497 Users will not be shown the last login ip adress
ADM24495 Users will not be shown the last login time
AUT30802 Using Signin Policy '{}' to authenticate user for SAML AuthnRequest Id '{}'
NET24471 VIPs activated on node {} on {}, reason: {}
NET24472 VIPs deactivated on node {} on {}, reason {}
NET24470 VIPs failed over to node {}, reason: {}
ADM30715 VLAN mapping with administrative domain has been changed
ADM23437 VLAN port '{}' IP changed {} to {} {}.
ADM23435 VLAN port '{}' added for cluster {}.
ADM23435 VLAN port '{}' added for node {} for cluster {}.
ADM23435 VLAN port '{}' added for node {}.
ADM23435 VLAN port '{}' added.
ADM23436 VLAN port '{}' removed for cluster {}.
ADM23436 VLAN port '{}' removed for node {} for cluster {}.
ADM23436 VLAN port '{}' removed for node {}.
ADM23436 VLAN port '{}' removed.
ADM23438 VLAN port '{}' renamed to '{}' .
ADM23438 VLAN port '{}' renamed to '{}' for cluster {}.
ADM23438 VLAN port '{}' renamed to '{}' for node {} for cluster {}.
ADM23438 VLAN port '{}' renamed to '{}' for node {}.
ADM24591 VPN Tunnel Maximum Bandwidth {} to {}.
ADM20668 VPN Tunneling disabled for group '{}'.
ADM20667 VPN Tunneling enabled for group '{}'.
ADM22753 VPN Tunneling: Added VPN Tunnel IP filter '{}'.
ADM20672 VPN Tunneling: Added acl for group '{}': protocol '{}' destination '{}'/'{}' port '{}'.
ADM20670 VPN Tunneling: Added address '{}' to group '{}'.
ERR23586 VPN Tunneling: Connection for user {} uses invalid PAC with no PAC contents. Check connection profile settings for valid PAC url.
ERR23565 VPN Tunneling: DHCP : Lease expired for user {} IP {}
NWC23583 VPN Tunneling: DHCP server {} returned reserved IP {}. Solution: Check DHCP server configuration for overlaps with security gateway IP addresses.
ADM20669 VPN Tunneling: Group '{}' will use settings from group 'Users'.
ERR30729 VPN Tunneling: IKEv2 access method disabled
NWC23466 VPN Tunneling: IP address cannot be allocated to user {}. Solution: Check IP Address Pools / DHCP server state.
ERR23598 VPN Tunneling: No suitable pool / DHCP server found for user. Please check whether user's roles are mapped to any connection profiles by running policy trace or visual inspection.
ADM22754 VPN Tunneling: Removed VPN Tunnel IP filter '{}'.
ADM20673 VPN Tunneling: Removed acl for group '{}': protocol '{}' destination '{}/{}' port '{}'.
ADM20671 VPN Tunneling: Removed address '{}' from group '{}'.
NWC30584 VPN Tunneling: Session configured for VPN Tunneling connected with Junos Pulse
ADM23223 VPN Tunneling: Set VPN Tunnel server (base) IP '{}'.
ERR24589 VPN Tunneling: Tunnel setup failed for user {}. Cannot find a qualified bandwidth management policy for user based on current available bandwidth.
ERR24587 VPN Tunneling: Tunnel setup failed for user {}. No available bandwidth for user.
ERR24588 VPN Tunneling: Tunnel setup failed for user {}. No bandwidth management policy exist for user.
ERR24586 VPN Tunneling: Tunnel setup failed for user {}. VPN tunnel Maximum Bandwidth not set.
NWC24654 VPN Tunneling: Tunnel setup failed. DHCP DNS settings configured, but DHCP server did not pass any dns servers.
ERR23587 VPN Tunneling: Tunnel setup failed. No server side IP found
ERR23467 VPN Tunneling: {}/{} : Session failover attempted with IP {}
AUT22706 Validate on SMSESSION cookie returned {}.
ADM23196 Validation check failed for file "{}"
ADM23209 Validation check succeeded for file "{}"
ADM30537 Virtual Desktop Recording disabled.
ADM30536 Virtual Desktop Recording enabled for user("{}"), realm("{}").
ADM23119 Virtual port '{}' IP changed {} to {} {}.
ADM23117 Virtual port '{}' added for cluster {}.
ADM23117 Virtual port '{}' added for node {} for cluster {}.
ADM23117 Virtual port '{}' added for node {}.
ADM23117 Virtual port '{}' added.
ADM23118 Virtual port '{}' removed for cluster {}.
ADM23118 Virtual port '{}' removed for node {} for cluster {}.
ADM23118 Virtual port '{}' removed for node {}.
ADM23118 Virtual port '{}' removed.
ADM23176 Virtual port '{}' renamed to '{}' .
ADM23176 Virtual port '{}' renamed to '{}' for cluster {}.
ADM23176 Virtual port '{}' renamed to '{}' for node {} for cluster {}.
ADM23176 Virtual port '{}' renamed to '{}' for node {}.
ADM30714 Virtual system mapping has been changed for Enforcer '{}'
ADM24385 WARNING: Required template variable '{}' is missing from custom template '{}' in custom sign-in page '{}'
ADM24384 WARNING: Syntax Check failed for custom template '{}' in custom sign-in page '{}'. Syntax Check error is '{}'
ADM24383 WARNING: The custom template '{}' in custom sign-in page '{}' is out of date. It is recommended you re-customize this page from the latest sample zip files
ADM20583 WINS server {} to {}.
AUT31086 Warning! Number of concurrent users ({}) is nearing the system limit ({}).
AUT31086 Warning! Number of concurrent users is nearing the system limit ({}).
ADM20316 Warning: Auth Server {} for {} group allows guest access to everyone!
ERR20643 Watchdog restarting services ({}).
ERR30431 Watchdog restarting {} processes ({}).
ERR24347 Watchdog: check cgi login error num {}. Response from webserver is: {}
ERR20646 Watchdog: check webserver error num {}. Response from webserver is: {}
ERR20644 Watchdog: number of processes exceeded.
ERR20645 Watchdog: process {} has exceeded number of file descriptors.
ADM20729 Web Proxy Address changed from {} to {}
ADM20730 Web Proxy Port changed from {} to {}
AUT24795 Web Single Sign On Error: {}
ADM23017 Web proxy domain filters {} the Domains list: {}
WEB30441 WebRequest Failed : Host: {}, Request: {} Reason {}
WEB20170 WebRequest Via Proxy ({}) ok : Host: {}, Request: {}
ADM20427 Webserver Distinguished Name (DN) changed to '{}'.
AUT22742 When changing password for user {}, failed to get minimum password age setting from Active Directory server {} : {}
AUT22740 When changing password for user {}, failed to get minimum password length setting from Active Directory server {} : {}
AUT22744 When changing password for user {}, failed to get password properties from Active Directory server {} : {}
ADM20542 Windows NTLM account info changed for {}. group={}.
ADM24541 Winterm Bookmark options {} are disabled for the bookmark {}, since the bookmark has been associated with multiple roles {}
ERR20010 Wrong URL \`{}\`
ADM24209 XML export of configuration failed.
ADM24681 XML import failed, status = {}
ADM24680 XML import succeed, status = {}
ADM24210 XML import using '{}' mode failed.
ADM24683 XML upgrade failed for XML document of os version {}, status = {}
ADM24682 XML upgrade succeed for XML document of os version {}
ADM20931 You did not check the 'Import Device Certificate(s)' check box
ADM24652 You did not check the 'Import Key Store and Device Certificate(s)' check box
ADM24325 You did not check the 'Import Security World and Device Certificate(s)' check box
ADM20662 Zip compression of content is now disabled
ADM20661 Zip compression of content is now enabled
ADM20220 [ERROR] Closing tag {} without matching opening tag. The innermost open tag is {}.
ADM20228 [ERROR] Invalid NFS ACL server: name={}, description={}, server={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20227 [ERROR] Invalid NFS ACL type (grant|deny): type={} name={}, description={}, server={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20221 [ERROR] Invalid NFS Bookmark server: name={}, description={}, server={}, path={}
ADM20241 [ERROR] Invalid Web ACL IP or net mask: name={}, description={}, protocol={}, hostname={}, path={}, ipaddress={}, netmask={}
ADM20240 [ERROR] Invalid Web ACL hostname: name={}, description={}, protocol={}, hostname={}, path={}, ipaddress={}, netmask={}
ADM20239 [ERROR] Invalid Web ACL type: type={}, name={}, description={}, protocol={}, hostname={}, path={}, ipaddress={}, netmask={}
ADM20237 [ERROR] Invalid Web ACLs raw IP policy (grant|deny) for group {}: {}
ADM20236 [ERROR] Invalid Web ACLs type (Open|Closed) for group {}: {}
ADM22729 [ERROR] Invalid Web Bookmark 'Startpage' value: name={}, description={}, url={}, startpage={}
ADM20225 [ERROR] Invalid Web Bookmark URL: name={}, description={}, url={}, startpage={}
ADM22732 [ERROR] Invalid Windows ACL 'Readonly' value: name={}, description={}, server={}, share={}, path={}, readOnly={}, subdirs={}, filter={}
ADM22733 [ERROR] Invalid Windows ACL 'Subdirs' value: name={}, description={}, server={}, share={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20235 [ERROR] Invalid Windows ACL path without share: name={}, description={}, server={}, share={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20234 [ERROR] Invalid Windows ACL server: name={}, description={}, server={}, share={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20231 [ERROR] Invalid Windows ACL type (grant|deny): type={}, name={}, description={}, server={}, share={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20233 [ERROR] Invalid Windows ACLs raw IP policy (grant|deny) for group {}: {}
ADM20232 [ERROR] Invalid Windows ACLs type (grant|deny) for group {}: {}
ADM20223 [ERROR] Invalid Windows Bookmark server: name={}, description={}, server={}, share={}, path={}
ADM20242 [ERROR] Invalid protocol, using default ('http:// and https://') instead: name={}, description={}, protocol={}, hostname={}, path={}, ipaddress={}, netmask={}
ADM20226 [ERROR] NFS ACL defined without a type: name={}, description={}, server={}, path={}, readOnly={}, subdirs={}, filter={}
ADM22730 [ERROR] NFS ACL invalid 'Readonly' value: name={}, description={}, server={}, path={}, readOnly={}, subdirs={}, filter={}
ADM22731 [ERROR] NFS ACL invalid 'Subdirs' value: name={}, description={}, server={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20229 [ERROR] NFS ACL path missing: name={}, description={}, server={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20222 [ERROR] NFS Bookmark path missing: name={}, description={}, server={}, path={}
ADM20238 [ERROR] Web ACL defined without a type: name={}, description={}, protocol={}, hostname={}, path={}, ipaddress={}, netmask={}
ADM20230 [ERROR] Windows ACL defined without a type: name={}, description={}, server={}, share={}, path={}, readOnly={}, subdirs={}, filter={}
ADM20224 [ERROR] Windows Bookmark share missing: name={}, description={}, server={}, share={}, path={}
ADM20203 [WARNING] Unexpected tag in section {}: {}
ADM20205 [WARNING] Unexpected value: {}
JAV20593 [ins-java] Failed: {} {}
CRT30663 client certificate received: {}
SYS10049 external NIC down.
SYS10050 external NIC up.
SYS10053 external gateway '{}' unreachable.
SYS10054 external gateway '{}' up.
ERR20925 fcntl fail in webserver with error {}.
SYS10076 found process {} dead: {}
ERR20102 group variable undefined {}:{}
SYS10047 internal NIC down.
SYS10048 internal NIC up.
SYS10051 internal gateway '{}' unreachable.
SYS10052 internal gateway '{}' up.
ADM23548 store key failed for key {} value {} created {}`;
