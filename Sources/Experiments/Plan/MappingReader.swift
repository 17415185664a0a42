/// Reads the keys of one of the plan's mappings, and reports the ones that are left.
struct MappingReader {
  private let entries: [YAMLNode.Entry]
  private let subject: String
  private let diagnostics: Diagnostics
  private var known: [String] = []
  /// The mapping's node.
  let node: YAMLNode

  /// A reader of a mapping; nil, and reported, if the node is none.
  init?(_ node: YAMLNode, subject: String, diagnostics: Diagnostics) {
    guard case .mapping(let entries) = node.content else {
      diagnostics.report(
        .unexpected(node, expected: "the keys and values of '\(subject)'"))
      return nil
    }
    self.entries = entries
    self.node = node
    self.subject = subject
    self.diagnostics = diagnostics
  }

  /// The value of a key, if it is given; `null` counts as not given.
  mutating func optional(_ key: String) -> YAMLNode? {
    known.append(key)
    return entries.first { $0.key == key && !$0.value.isNull }?.value
  }

  /// The value of a key; that it is missing is reported, unless it is there misspelt.
  mutating func required(_ key: String) -> YAMLNode? {
    if let value = optional(key) { return value }
    if let entry = entries.first(where: { $0.key == key }) {
      diagnostics.report(entry.keyNode, "'\(key)' has no value")
    } else if !entries.contains(where: {
      SpellingSuggestion.nearest(to: $0.key, among: [key]) != nil
    }) {
      diagnostics.report(node, "'\(subject)' lacks the key '\(key)'")
    }
    return nil
  }

  /// The decoded value of a key, or nil if it is not given or wrong.
  mutating func optional<Value: Decodable>(_ key: String, as type: Value.Type) -> Value? {
    optional(key).flatMap { decode(type, from: $0, key: key) }
  }

  /// The decoded value of a key, or nil if it is missing or wrong; both are reported.
  mutating func required<Value: Decodable>(_ key: String, as type: Value.Type) -> Value? {
    required(key).flatMap { decode(type, from: $0, key: key) }
  }

  /// The number of a key, or nil if it is not given or wrong; one out of range is reported.
  mutating func optional<Value: Comparable & Decodable>(
    _ key: String, in range: ClosedRange<Value>
  ) -> Value? {
    optional(key).flatMap { number($0, in: range, key: key) }
  }

  /// The number of a key, or nil if it is missing or wrong; both are reported.
  mutating func required<Value: Comparable & Decodable>(
    _ key: String, in range: ClosedRange<Value>
  ) -> Value? {
    required(key).flatMap { number($0, in: range, key: key) }
  }

  /// The number at a node; one out of range is reported.
  func number<Value: Comparable & Decodable>(
    _ node: YAMLNode, in range: ClosedRange<Value>, key: String
  ) -> Value? {
    guard let value = decode(Value.self, from: node, key: key) else { return nil }
    guard range.contains(value) else {
      diagnostics.report(
        node, "'\(key)' is \(value); use \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return value
  }

  /// The values at a node, each once; one value alone is a list of one.
  func oneOrMore<Value: Hashable>(
    _ node: YAMLNode, key: String, _ value: (YAMLNode) -> Value?
  ) -> [Value] {
    var items = [node]
    if case .sequence = node.content { items = self.items(of: node, key: key) }
    var values: [Value] = []
    for item in items {
      guard let value = value(item) else { continue }
      if values.contains(value) {
        diagnostics.report(item, "'\(key)' has this value twice")
      } else {
        values.append(value)
      }
    }
    return values
  }

  /// The items of a key's list; a list without items is reported.
  func items(of node: YAMLNode, key: String) -> [YAMLNode] {
    guard case .sequence(let items) = node.content else {
      diagnostics.report(.unexpected(node, expected: "a list for '\(key)'"))
      return []
    }
    if items.isEmpty { diagnostics.report(node, "'\(key)' is empty; it needs at least one item") }
    return items
  }

  /// Reports every key that was not read.
  func finish() {
    for entry in entries where !known.contains(entry.key) {
      diagnostics.report(.unknownKey(entry, in: subject, known: known))
    }
  }

  /// The decoded value at a node, or nil if it is wrong.
  func decode<Value: Decodable>(
    _ type: Value.Type, from node: YAMLNode, key: String
  ) -> Value? {
    YAMLNodeDecoder(diagnostics: diagnostics).decode(type, from: node, subject: key)
  }
}
