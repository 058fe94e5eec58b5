/** Signals that the bench switches off one at a time. */
export interface Signals {
  readonly spelling: boolean;
  readonly scaffolding: boolean;
  readonly acronyms: boolean;
  readonly near: boolean;
  readonly coverage: boolean;
  readonly nearness: boolean;
  readonly context: boolean;
  readonly precedence: boolean;
  readonly kind: boolean;
  readonly denial: boolean;
  readonly exactness: boolean;
  readonly earliness: boolean;
  readonly gap: boolean;
  readonly title: boolean;
  readonly brevity: boolean;
}

export const ALL_SIGNALS: Signals = {
  spelling: true,
  scaffolding: true,
  acronyms: true,
  near: true,
  coverage: true,
  nearness: true,
  context: true,
  precedence: true,
  kind: true,
  denial: true,
  exactness: true,
  earliness: true,
  gap: true,
  title: true,
  brevity: true,
};
