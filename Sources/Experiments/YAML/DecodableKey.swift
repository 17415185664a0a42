/// A key that a `Decodable` type asks for.
package struct DecodableKey: Equatable, Sendable {
  /// The key.
  package let name: String
  /// What its value must be, as a user reads it; empty if it is not known.
  package let type: String
  /// The values it can have, if they are few and known.
  package let choices: [String]

  init<Value>(_ name: String, _ type: Value.Type) {
    self.name = name
    choices = Self.choices(of: type)
    self.type = choices.isEmpty ? Self.typeName(type) : "choice"
  }

  /// The raw values of an enumeration of strings that lists its cases.
  static func choices<Value>(of type: Value.Type) -> [String] {
    guard let enumeration = type as? any CaseIterable.Type else { return [] }
    return enumeration.rawStrings
  }

  private static func typeName<Value>(_ type: Value.Type) -> String {
    switch type {
    case is Bool.Type: "true or false"
    case is String.Type: "string"
    case is any BinaryInteger.Type: "integer"
    case is any BinaryFloatingPoint.Type: "number"
    case is any Collection.Type: "list"
    default: "mapping"
    }
  }
}

extension CaseIterable {
  fileprivate static var rawStrings: [String] {
    allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
  }
}
