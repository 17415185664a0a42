/// What one attempt read from its store: accounts, storage slots and codes.
package struct StoreReads: Equatable, Sendable {
  /// Reads of the store that the executor waited for.
  package var cold: Int?
  /// Reads of the store that the executor waited for although a warmer ran.
  package var unwarmed: Int?
  /// Reads of the store that were issued ahead of the executor.
  package var prefetched: Int?
  /// Of those, the ones that the executor asked for afterwards.
  package var useful: Int?
  /// How long readers stood still for them, on the virtual clock.
  package var virtual: UInt64?
  /// Reads that found their answer in the read cache.
  package var warm: Int?
  /// Reads that found the same one under way.
  package var late: Int?

  package init() {}
}

extension StoreReads {
  static let coldDefinition =
    "Number of accounts, slots and codes read from the store, each once: what was read before is"
    + " warm in a retry, and cold again in a repeat. Empty for the memory store, which answers at"
    + " once: nobody caches or counts its answers. Empty beside a warmer too: see unwarmed_reads."
  static let virtualDefinition =
    "Cold reads × the store's chosen time for one, queueing apart; empty for stores without one."

  static func columns<Row>(
    of path: any WritableKeyPath<Row, StoreReads> & Sendable
  ) -> [Column<Row>] {
    let columns: [Column<StoreReads>] = [
      Column("cold_reads", \.cold, unit: .reads, coldDefinition),
      Column("cold_read_virtual_ns", \.virtual, unit: .nanoseconds, virtualDefinition),
      Column(
        "warm_reads", \.warm, unit: .reads, isDeterministic: false,
        "Reads that found their answer in the read cache; a worker asks once for what it needs."),
      Column(
        "late_reads", \.late, unit: .reads, isDeterministic: false,
        "Reads that found the same read under way and waited for its answer."),
      Column(
        "unwarmed_reads", \.unwarmed, unit: .reads, isDeterministic: false,
        "Reads of the store that the executor waited for although a warmer ran."),
      Column(
        "prefetched_reads", \.prefetched, unit: .reads, isDeterministic: false,
        "Reads of the store that the warmer issued."),
      Column(
        "useful_reads", \.useful, unit: .reads, isDeterministic: false,
        "Of the warmer's reads, those that the executor asked for afterwards, late ones among"
          + " them; the others were useless."),
    ]
    return columns.map { Column($0, within: path) }
  }
}
