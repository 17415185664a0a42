extension Diagnostic {
  /// A key that its mapping does not know.
  static func unknownKey(
    _ entry: YAMLNode.Entry, in subject: String, known: [String]
  ) -> Diagnostic {
    let suggestion =
      SpellingSuggestion.phrase(for: entry.key, among: known)
      ?? (known.isEmpty ? "it takes none" : "known keys: \(known.joined(separator: ", "))")
    return Diagnostic(
      entry.keyNode, "unknown key '\(entry.key)' in '\(subject)'", suggestion: suggestion)
  }

  /// A word that is none of the possible ones.
  static func unknownChoice(_ word: String, of choices: [String], at node: YAMLNode) -> Diagnostic {
    Diagnostic(
      node, "'\(word)' is none of \(choices.joined(separator: ", "))",
      suggestion: SpellingSuggestion.phrase(for: word, among: choices))
  }

  /// A node of another kind than needed.
  static func unexpected(_ node: YAMLNode, expected: String) -> Diagnostic {
    Diagnostic(node, "expected \(expected), found \(node.summary)")
  }
}
