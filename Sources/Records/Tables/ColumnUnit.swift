/// What the values of a column are counted in, as the data package states it.
package enum ColumnUnit: String, Sendable {
  case nanoseconds = "ns"
  case gas
  case transactions
  case groups
  case blocks
  case attempts
  case threads
  case reads
  case writes
  case edges
  /// Entries of a block access list.
  case items
  case bytes
  /// A quotient of two values of one unit.
  case ratio = "1"
}
