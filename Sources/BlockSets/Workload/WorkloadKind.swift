/// What one generated transaction does; also the keys of `mix:` in an experiment's YAML.
package enum WorkloadKind: String, CaseIterable, CodingKey, Sendable {
  /// Ether from one account to another.
  case transfer
  /// A transfer of a fungible token.
  case token
  /// A swap against an automated market maker.
  case swap
  /// A call that reads an oracle through an internal call chain.
  case oracleRead
  /// A call that updates the oracle.
  case oracleUpdate
  /// An increment of one hot counter.
  case counter
}
