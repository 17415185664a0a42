/// A column as a data package documents it.
package struct Field: Equatable, Sendable {
  package let name: String
  package let type: ColumnType
  package let unit: ColumnUnit?
  /// What the value is, in one sentence.
  package let definition: String
  /// Whether every row has a value.
  package let isRequired: Bool
  /// Whether the values are the same in every run of the same plan; times are not.
  package let isDeterministic: Bool

  package init(
    _ name: String, _ type: ColumnType, unit: ColumnUnit? = nil, isRequired: Bool = true,
    isDeterministic: Bool = true, _ definition: String
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.isRequired = isRequired
    self.isDeterministic = isDeterministic
    self.definition = definition
  }
}
