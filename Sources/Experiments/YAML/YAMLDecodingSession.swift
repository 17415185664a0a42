/// The decoding of one value: what was reported, and which keys were asked for.
final class YAMLDecodingSession {
  /// Thrown out of a value whose problem is reported already.
  private struct Abandoned: Error {}

  /// A mapping that was visited, and what was asked of it.
  private struct Visit {
    let node: YAMLNode
    let subject: String
    var asked: [DecodableKey] = []
    /// Whether a key exists in the type, asked for or not.
    var accepts: [(String) -> Bool] = []
  }

  private let root: YAMLNode
  private let subject: String
  private let diagnostics: Diagnostics
  private var visits: [String: Visit] = [:]
  private var visitOrder: [String] = []
  /// The number of problems of this value.
  private(set) var problemCount = 0

  init(root: YAMLNode, subject: String, diagnostics: Diagnostics) {
    self.root = root
    self.subject = subject
    self.diagnostics = diagnostics
  }

  // MARK: Values

  /// The value of a node; after a reported problem a placeholder, so that decoding can go on.
  func value<Value: Decodable>(
    _ type: Value.Type, of node: YAMLNode, at path: [any CodingKey]
  ) throws -> Value {
    let before = problemCount
    do {
      return try convert(type, from: node, at: path)
    } catch {
      // An error after another one is most likely its consequence.
      if problemCount == before { report(error, decoding: type, from: node) }
      if let placeholder = DecodingPlaceholder.make(type) { return placeholder }
      throw Abandoned()
    }
  }

  /// The value of a key that must be there.
  func requiredValue<Value: Decodable, Key: CodingKey>(
    _ type: Value.Type, forKey key: Key, in node: YAMLNode, at path: [any CodingKey]
  ) throws -> Value {
    if let child = node[key.stringValue] {
      return try value(type, of: child, at: path + [key])
    }
    reportMissing(key.stringValue, in: node, at: path) { Key(stringValue: $0) != nil }
    if let placeholder = DecodingPlaceholder.make(type) { return placeholder }
    throw Abandoned()
  }

  private func convert<Value: Decodable>(
    _ type: Value.Type, from node: YAMLNode, at path: [any CodingKey]
  ) throws -> Value {
    if let value = try YAMLScalarConversion.value(type, of: node, at: path) { return value }
    let value = try Value(from: YAMLValueDecoder(node: node, codingPath: path, session: self))
    // A type without properties opens no container, and would take any keys.
    if case .mapping = node.content { visit(node, at: path) }
    return value
  }

  // MARK: Keys

  /// Notes that a mapping was opened.
  func visit(
    _ node: YAMLNode, at path: [any CodingKey], accepts: ((String) -> Bool)? = nil
  ) {
    let id = Self.identifier(of: path)
    if visits[id] == nil {
      visits[id] = Visit(node: node, subject: path.last?.stringValue ?? subject)
      visitOrder.append(id)
    }
    if let accepts { visits[id]?.accepts.append(accepts) }
  }

  /// Notes that a key of a mapping was asked for.
  func ask<Value>(_ key: any CodingKey, _ type: Value.Type, at path: [any CodingKey]) {
    let id = Self.identifier(of: path)
    guard visits[id]?.asked.contains(where: { $0.name == key.stringValue }) == false else { return }
    visits[id]?.asked.append(DecodableKey(key.stringValue, type))
  }

  /// The keys that were asked of the root, in order.
  var askedKeysOfRoot: [DecodableKey] { visits[Self.identifier(of: [])]?.asked ?? [] }

  /// Reports the keys that nothing asked for.
  ///
  /// - Parameter isComplete: Whether decoding reached its end; otherwise a key that the type has
  ///   may just not have been asked for yet.
  func reportUnknownKeys(isComplete: Bool) {
    for visit in visitOrder.compactMap({ visits[$0] }) {
      guard case .mapping(let entries) = visit.node.content else { continue }
      let asked = visit.asked.map(\.name)
      for entry in entries where !asked.contains(entry.key) {
        if !isComplete, visit.accepts.isEmpty || visit.accepts.contains(where: { $0(entry.key) }) {
          continue
        }
        report(
          Diagnostic.unknownKey(entry, in: visit.subject, known: asked))
      }
    }
  }

  private func reportMissing(
    _ key: String, in node: YAMLNode, at path: [any CodingKey], accepts: (String) -> Bool
  ) {
    // A misspelt key is reported once, as unknown, with this key as its suggestion.
    if case .mapping(let entries) = node.content {
      let strangers = entries.map(\.key).filter { !accepts($0) }
      if strangers.contains(where: { SpellingSuggestion.nearest(to: $0, among: [key]) != nil }) {
        return
      }
    }
    report(Diagnostic(node, "'\(path.last?.stringValue ?? subject)' lacks the key '\(key)'"))
  }

  private static func identifier(of path: [any CodingKey]) -> String {
    path.map(\.stringValue).joined(separator: "\u{0}")
  }

  // MARK: Problems

  private func report(_ diagnostic: Diagnostic) {
    problemCount += 1
    diagnostics.report(diagnostic)
  }

  private func report<Value>(_ error: any Error, decoding type: Value.Type, from node: YAMLNode) {
    switch error {
    case is Abandoned: problemCount += 1
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context):
      let choices = DecodableKey.choices(of: type)
      if case .scalar(let scalar) = node.content, !choices.isEmpty {
        report(Diagnostic.unknownChoice(scalar.text, of: choices, at: node))
      } else {
        report(Diagnostic(self.node(at: context.codingPath), context.debugDescription))
      }
    case DecodingError.keyNotFound(let key, let context):
      report(
        Diagnostic(self.node(at: context.codingPath), "the key '\(key.stringValue)' is missing"))
    default: report(Diagnostic(node, "\(error)"))
    }
  }

  /// The deepest node on a coding path.
  private func node(at path: [any CodingKey]) -> YAMLNode {
    var node = root
    for key in path {
      if case .sequence(let items) = node.content, let index = key.intValue,
        items.indices.contains(index)
      {
        node = items[index]
      } else if let child = node[key.stringValue] {
        node = child
      } else {
        break
      }
    }
    return node
  }
}
