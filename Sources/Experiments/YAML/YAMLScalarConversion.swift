/// Scalars as Swift's own scalar types, by the core schema and nothing looser.
enum YAMLScalarConversion {
  /// The value of a node as a scalar type; nil if the type is none of those.
  static func value<Value>(
    _ type: Value.Type, of node: YAMLNode, at path: [any CodingKey]
  ) throws -> Value? {
    switch type {
    case is Bool.Type: return try bool(node, path) as? Value
    case is String.Type: return try string(node, path) as? Value
    case is Double.Type: return try double(node, path) as? Value
    case is Float.Type: return Float(try double(node, path)) as? Value
    case let integer as any FixedWidthInteger.Type:
      return try Self.integer(integer, node, path) as? Value
    default: return nil
    }
  }

  private static func bool(_ node: YAMLNode, _ path: [any CodingKey]) throws -> Bool {
    guard case .scalar(let scalar) = node.content, case .bool(let value) = scalar.value else {
      throw mismatch(Bool.self, "true or false", node, path)
    }
    return value
  }

  private static func string(_ node: YAMLNode, _ path: [any CodingKey]) throws -> String {
    guard case .scalar(let scalar) = node.content, scalar.value == .string else {
      throw mismatch(String.self, "a string", node, path)
    }
    return scalar.text
  }

  private static func double(_ node: YAMLNode, _ path: [any CodingKey]) throws -> Double {
    guard case .scalar(let scalar) = node.content else {
      throw mismatch(Double.self, "a number", node, path)
    }
    switch scalar.value {
    case .number(let value): return value
    case .integer(let magnitude?, let isNegative):
      return isNegative ? -Double(magnitude) : Double(magnitude)
    case .integer(nil, _):
      if let value = Double(scalar.text) { return value }
      fallthrough
    default: throw mismatch(Double.self, "a number", node, path)
    }
  }

  private static func integer<Integer: FixedWidthInteger>(
    _ type: Integer.Type, _ node: YAMLNode, _ path: [any CodingKey]
  ) throws -> Integer {
    guard case .scalar(let scalar) = node.content,
      case .integer(let magnitude, let isNegative) = scalar.value
    else {
      throw mismatch(type, "an integer", node, path)
    }
    let value = magnitude.map { isNegative ? -Int128($0) : Int128($0) }
    guard let value, let result = Integer(exactly: value) else {
      let problem = "\(scalar.text) is out of range; use \(Integer.min) to \(Integer.max)"
      throw DecodingError.dataCorrupted(.init(codingPath: path, debugDescription: problem))
    }
    return result
  }

  private static func mismatch(
    _ type: Any.Type, _ expected: String, _ node: YAMLNode, _ path: [any CodingKey]
  ) -> DecodingError {
    .typeMismatch(
      type, .init(codingPath: path, debugDescription: "expected \(expected), found \(node.summary)")
    )
  }
}
