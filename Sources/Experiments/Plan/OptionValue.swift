import Foundation

/// A value of a strategy's options, in a form that does not depend on how it was written.
package indirect enum OptionValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int128)
  case number(Double)
  case string(String)
  case list([OptionValue])
  /// Keys are sorted.
  case mapping([Entry])

  /// A key and its value.
  package struct Entry: Equatable, Sendable {
    package let key: String
    package let value: OptionValue

    package init(_ key: String, _ value: OptionValue) {
      self.key = key
      self.value = value
    }
  }

  /// A mapping of the given entries.
  package static func mapping(_ values: [String: OptionValue]) -> OptionValue {
    .mapping(values.sorted { $0.key < $1.key }.map { Entry($0.key, $0.value) })
  }

  /// What a node of the experiment file holds.
  package init(_ node: YAMLNode) {
    switch node.content {
    case .sequence(let items): self = .list(items.map(OptionValue.init))
    case .mapping(let entries):
      let values = entries.map { ($0.key, OptionValue($0.value)) }
      self = .mapping(Dictionary(values) { first, _ in first })
    case .scalar(let scalar):
      switch scalar.value {
      case .null: self = .null
      case .bool(let value): self = .bool(value)
      case .integer(let magnitude?, let isNegative):
        self = .integer(isNegative ? -Int128(magnitude) : Int128(magnitude))
      case .integer(nil, _), .string: self = .string(scalar.text)
      case .number(let value): self = .number(value)
      }
    }
  }

  /// What an encodable value encodes itself as.
  package init(encoding value: some Encodable) throws {
    // JSON is YAML too.
    let source = SourceText(
      name: "options", text: String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
    let diagnostics = Diagnostics()
    guard let node = YAMLComposer.compose(source, diagnostics: diagnostics) else {
      throw ExperimentFileError(diagnostics, in: source)
    }
    self.init(node)
  }

  /// What a Swift value holds, found by reflection: an options type need only be `Decodable`.
  package init(reflecting value: Any) {
    switch value {
    case let value as Bool: self = .bool(value)
    case let value as any BinaryInteger: self = .integer(Int128(clamping: value))
    case let value as any BinaryFloatingPoint: self = .number(Double(value))
    case let value as String: self = .string(value)
    case let value as any RawRepresentable: self.init(reflecting: value.rawValue)
    default: self.init(mirror: Mirror(reflecting: value), of: value)
    }
  }

  private init(mirror: Mirror, of value: Any) {
    switch mirror.displayStyle {
    case .optional:
      self = mirror.children.first.map { OptionValue(reflecting: $0.value) } ?? .null
    case .collection: self = .list(mirror.children.map { OptionValue(reflecting: $0.value) })
    case .set:
      // A set has no order of its own; that of the texts is as good as any, and fixed.
      let values = mirror.children.map { OptionValue(reflecting: $0.value) }
      self = .list(values.sorted { $0.flowStyle < $1.flowStyle })
    case .dictionary:
      let pairs = mirror.children.compactMap { child -> (String, OptionValue)? in
        let parts = Array(Mirror(reflecting: child.value).children)
        return parts.count == 2
          ? ("\(parts[0].value)", OptionValue(reflecting: parts[1].value)) : nil
      }
      self = .mapping(Dictionary(pairs) { first, _ in first })
    case .struct, .class:
      let pairs = mirror.children.compactMap { child in
        child.label.map { ($0, OptionValue(reflecting: child.value)) }
      }
      self = .mapping(Dictionary(pairs) { first, _ in first })
    default: self = .string("\(value)")
    }
  }
}
