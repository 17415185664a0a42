/// A value that a CSV field can hold: written and read back without loss.
package protocol FieldValue: Sendable {
  /// The type that the data package states for it.
  static var columnType: ColumnType { get }
  /// Whether an empty field is a value of this type.
  static var allowsEmpty: Bool { get }
  /// Whether a file may lack the column: runs of earlier versions recorded fewer.
  static var allowsAbsence: Bool { get }
  /// The field's text, unquoted.
  var fieldText: String { get }
  /// The value of a field's text; nil if it is none.
  init?(fieldText: String)
}

extension FieldValue {
  package static var allowsEmpty: Bool { false }
  package static var allowsAbsence: Bool { false }
}

extension String: FieldValue {
  package static var columnType: ColumnType { .string }
  package static var allowsEmpty: Bool { true }
  package var fieldText: String { self }
  package init?(fieldText: String) { self = fieldText }
}

extension Int: FieldValue {
  package static var columnType: ColumnType { .integer }
  package var fieldText: String { String(self) }
  package init?(fieldText: String) { self.init(fieldText) }
}

extension UInt64: FieldValue {
  package static var columnType: ColumnType { .integer }
  package var fieldText: String { String(self) }
  package init?(fieldText: String) { self.init(fieldText) }
}

extension Bool: FieldValue {
  package static var columnType: ColumnType { .boolean }
  package var fieldText: String { self ? "true" : "false" }
  package init?(fieldText: String) { self.init(fieldText) }
}

extension Double: FieldValue {
  package static var columnType: ColumnType { .number }
  /// The shortest text that reads back as the same number.
  package var fieldText: String { isFinite ? description : "" }
  package init?(fieldText: String) { self.init(fieldText) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  package static var columnType: ColumnType { Wrapped.columnType }
  package static var allowsEmpty: Bool { true }
  package static var allowsAbsence: Bool { true }
  package var fieldText: String { self?.fieldText ?? "" }
  package init?(fieldText: String) {
    if fieldText.isEmpty {
      self = .none
    } else if let value = Wrapped(fieldText: fieldText) {
      self = .some(value)
    } else {
      return nil
    }
  }
}
