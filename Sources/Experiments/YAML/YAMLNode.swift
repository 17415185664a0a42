/// A node of a YAML document, with its place in the file.
package struct YAMLNode: Equatable, Sendable {
  /// A key of a mapping and its value.
  package struct Entry: Equatable, Sendable {
    /// The key.
    package let key: String
    /// The key's own node, for errors about the key.
    package let keyNode: YAMLNode
    /// The value.
    package let value: YAMLNode
  }

  /// What a node is.
  package indirect enum Content: Equatable, Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// What the node is.
  package let content: Content
  /// Where the node starts.
  package let mark: SourceMark
  /// How many columns of its first line an error underlines; 1 for lists and mappings.
  package let length: Int
  /// The number of nodes in it, itself included.
  package let nodeCount: Int

  package init(_ content: Content, at mark: SourceMark, length: Int = 1) {
    self.content = content
    self.mark = mark
    self.length = length
    nodeCount =
      switch content {
      case .scalar: 1
      case .sequence(let items): items.reduce(1) { $0 + $1.nodeCount }
      case .mapping(let entries): entries.reduce(1) { $0 + 1 + $1.value.nodeCount }
      }
  }

  /// The value of a key, if this is a mapping that has it.
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The node as an error names it: "the string 'x'", "a list".
  package var summary: String {
    switch content {
    case .scalar(let scalar): scalar.summary
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Whether this is `null` or nothing at all.
  package var isNull: Bool {
    guard case .scalar(let scalar) = content else { return false }
    return scalar.value == .null
  }
}
