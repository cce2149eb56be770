const IDENTITIES_KEPT = 1000;

/** Several rules ask for the identity of one wording, one soon after the other. */
export function rememberIdentities(identityOf: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let identity = known.get(text);
    if (identity === undefined) {
      identity = identityOf(text);
      if (known.size >= IDENTITIES_KEPT) known.clear();
      known.set(text, identity);
    }
    return identity;
  };
}
