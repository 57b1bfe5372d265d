/** Names under which the languages are written that `colourCode` knows, so that it need not be fetched to find out. */
const names = new Set(
  `javascript js jsx node typescript ts tsx css scss python py python3 c go golang java rust rs json jsonc diff patch
  shell sh bash zsh cpp c++ cc cxx csharp cs c# dotnet sql html htm xml yaml yml markdown md mdx ruby rb kotlin kt kts
  swift php toml powershell ps1 pwsh dockerfile docker graphql gql hcl terraform tf zig lua`.split(/\s+/),
);

export const isKnownLanguage = (language: string): boolean => names.has(language.trim().toLowerCase());
