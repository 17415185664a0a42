import BlockSets
import EthereumTypes

/// The dependencies of a block's transactions, as `../shared/mainnet/MANIFEST.md` defines them.
struct DependencyGraph {
  /// What counts as one location, and whether credits conflict with each other.
  struct Variant {
    let name: String
    let byAccount: Bool
    let creditsCommute: Bool

    static let all = [
      Variant(name: "field.strict", byAccount: false, creditsCommute: false),
      Variant(name: "field.commutative", byAccount: false, creditsCommute: true),
      Variant(name: "account.strict", byAccount: true, creditsCommute: false),
      Variant(name: "account.commutative", byAccount: true, creditsCommute: true),
    ]

    /// The location that stands for `location`: an account's fields may be one.
    func unify(_ location: BlockOracle.Location) -> BlockOracle.Location {
      guard byAccount else { return location }
      return switch location {
      case .balance(let address), .nonce(let address), .code(let address):
        .existence(address)
      case .existence, .slot: location
      }
    }
  }

  private typealias Location = BlockOracle.Location

  let gas: [Int]
  /// Earlier transactions by kind of dependency; the first also holds the sender's last one.
  private(set) var readAfterWrite: [Set<Int>] = []
  private(set) var writeAfterWrite: [Set<Int>] = []
  private(set) var writeAfterRead: [Set<Int>] = []
  /// Dependencies counted once for each location.
  private(set) var edgeCounts = ["rawEdges": 0, "wwEdges": 0, "warEdges": 0]

  private var lastWriter: [Location: Int] = [:]
  /// Since the last writer.
  private var crediters: [Location: [Int]] = [:]
  private var readers: [Location: [Int]] = [:]

  init(
    _ accesses: [BlockOracle.Accesses], gas: [UInt64], senders: [Address?], variant: Variant
  ) {
    self.gas = gas.map { Int($0) }
    var lastOfSender: [Address?: Int] = [:]
    for (index, access) in accesses.enumerated() {
      let reads = Set(access.reads.map(variant.unify))
      var writes = Set(access.writes.map(variant.unify))
      var credits = Set(access.credits.map(variant.unify))
      if !variant.creditsCommute { writes.formUnion(credits) }
      credits.subtract(writes)
      addDependencies(of: index, reads, writes, credits)
      if let last = lastOfSender[senders[index]] { readAfterWrite[index].insert(last) }
      lastOfSender[senders[index]] = index
      for location in writes {
        lastWriter[location] = index
        crediters[location] = nil
        readers[location] = nil
      }
      for location in credits { crediters[location, default: []].append(index) }
      for location in reads { readers[location, default: []].append(index) }
    }
  }

  private mutating func addDependencies(
    of index: Int, _ reads: Set<Location>, _ writes: Set<Location>, _ credits: Set<Location>
  ) {
    let raw = reads.flatMap(writers)
    let ww = writes.flatMap(writers) + credits.compactMap { lastWriter[$0] }
    let war = writes.union(credits).flatMap { readers[$0] ?? [] }
    edgeCounts["rawEdges", default: 0] += raw.count
    edgeCounts["wwEdges", default: 0] += ww.count
    edgeCounts["warEdges", default: 0] += war.count
    readAfterWrite.append(Set(raw))
    writeAfterWrite.append(Set(ww))
    writeAfterRead.append(Set(war))
  }

  private func writers(of location: Location) -> [Int] {
    (crediters[location] ?? []) + (lastWriter[location].map { [$0] } ?? [])
  }
}
