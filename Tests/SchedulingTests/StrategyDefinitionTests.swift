import Scheduling
import StrategyCatalog
import Testing

/// Every strategy against the table of `algorithms.md` §3 on random small blocks.
struct StrategyDefinitionTests {
  /// A strategy, its options, and the reads that the table gives it.
  struct Row: Sendable, CustomTestStringConvertible {
    let strategy: String
    let options: String
    let reads: @Sendable (ReadDefinitions, TransactionView) -> Set<Resource>

    var testDescription: String { "\(strategy) \(options)" }
  }

  static let rows: [Row] =
    [
      Row(strategy: "heuristic", options: "{}") { $0.heuristic($1) },
      Row(strategy: "address-narrowed", options: "{}") { $0.addressNarrowed($1) },
      Row(strategy: "refined", options: "{}") { $0.refined($1, orKnown: false) },
      Row(strategy: "refined", options: #"{"mode": "observed-or-known"}"#) {
        $0.refined($1, orKnown: true)
      },
      Row(strategy: "refined", options: #"{"mode": "fixpoint"}"#) {
        $0.refined($1, orKnown: false)
      },
      Row(strategy: "attributed-reads", options: "{}") { $0.attributed($1, "all") },
    ]
    + ["first-access", "read-only-slots", "changed-slots", "all"].map { attribution in
      Row(strategy: "attributed-reads", options: #"{"attribution": "\#(attribution)"}"#) {
        $0.attributed($1, attribution)
      }
    }

  @Test(arguments: rows)
  func `groups are the components of the definition`(row: Row) throws {
    let strategy = try makeStrategy(row.strategy, options: row.options)
    for seed in 0..<4_000 as Range<UInt64> {
      let block = BlockView.random(seed: seed)
      let definitions = ReadDefinitions(block: block)
      let expected = definitions.components { row.reads(definitions, $0) }
      try #require(try strategy.group(block).numbers == expected, "seed \(seed)")
    }
  }

  @Test func `random blocks tell the strategies apart`() throws {
    let strategies = try Self.rows.map { try makeStrategy($0.strategy, options: $0.options) }
    var groupings: [Set<[[Int]]>] = []
    for seed in 0..<500 as Range<UInt64> {
      let block = BlockView.random(seed: seed)
      groupings.append(Set(try strategies.map { try $0.group(block).numbers }))
    }
    #expect(groupings.contains { $0.count >= 4 })
  }

  /// EIP-7928 lists a slot in `storageReads` only if nothing in the block changes it.
  @Test(arguments: ["first-access", "read-only-slots"])
  func `attributing slots that nothing changes leaves the grouping as it was`(
    attribution: String
  ) throws {
    let narrowed = try makeStrategy("address-narrowed")
    let attributed = try makeStrategy(
      "attributed-reads", options: #"{"attribution": "\#(attribution)"}"#)
    for seed in 0..<2_000 as Range<UInt64> {
      let block = BlockView.random(seed: seed)
      try #require(
        try attributed.group(block) == narrowed.group(block), "seed \(seed)")
    }
  }

  @Test func `what the heuristic separates, address-narrowed separates too`() throws {
    let heuristic = try makeStrategy("heuristic")
    let narrowed = try makeStrategy("address-narrowed")
    for seed in 0..<2_000 as Range<UInt64> {
      let block = BlockView.random(seed: seed)
      let coarse = try heuristic.group(block).numbers.map { Set($0) }
      let fine = try narrowed.group(block).numbers
      let isRefinement = fine.allSatisfy { group in coarse.contains { $0.isSuperset(of: group) } }
      try #require(isRefinement, "seed \(seed)")
    }
  }

  @Test(arguments: StrategyCatalog.names)
  func `the same view gives the same grouping`(name: String) throws {
    for seed in 0..<200 as Range<UInt64> {
      let first = try makeStrategy(name).group(.random(seed: seed))
      let second = try makeStrategy(name).group(.random(seed: seed))
      try #require(first == second, "seed \(seed)")
    }
  }
}
