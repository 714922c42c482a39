export interface PulseSettings {
  readonly unused?: never;
}
