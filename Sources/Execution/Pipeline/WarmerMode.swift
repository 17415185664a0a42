/// What is read from the store ahead of the executor.
package enum WarmerMode: String, CaseIterable, Sendable {
  /// Nothing.
  case off
  /// What the block access list names, the heaviest groups first.
  case bal
  /// What the transactions read when they are executed ahead on overlays that are thrown away, as
  /// clients do for blocks without a list.
  case speculative
}
