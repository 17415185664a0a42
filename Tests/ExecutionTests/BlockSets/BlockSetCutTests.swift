import BlockSets
import EthereumTypes
import Execution
import Testing

@Suite struct BlockSetCutTests {
  private static let parameters = WorkloadParameters(
    seed: 9, blocks: 8, transactions: 10, mix: WorkloadMix([.transfer: 2, .token: 1, .swap: 1]))

  /// Several chains, of which each has its blocks only.
  private struct Chains: BlockSource {
    let chains: [BlockChain]
    var description: String { "parts" }
    func forEachChain(_ body: (BlockChain) throws -> Void) throws { try chains.forEach(body) }
    func digest() throws -> Hash32 { .zero }
    func countBlocks() throws -> Int { chains.reduce(0) { $0 + $1.blocks.count } }
  }

  /// The chains of each part.
  private static func parts(
    _ cut: (_ body: (BlockSetCut.Piece) throws -> Void) throws -> Void
  ) throws -> [Int: [BlockChain]] {
    var parts: [Int: [BlockChain]] = [:]
    try cut { piece in
      switch piece {
      case .chain(let part, let head): parts[part, default: []].append(head)
      case .block(let part, let block):
        let last = try #require(parts[part]?.indices.last)
        parts[part]?[last].blocks.append(block)
      }
    }
    return parts
  }

  private static func hashes(_ chains: [BlockChain]) -> [Hash32] {
    chains.flatMap { $0.blocks.compactMap { $0.block?.header.hash } }
  }

  private static func expectRight(_ chains: [BlockChain]) throws {
    var verification = BlockSetVerification()
    try verification.run(Chains(chains: chains))
    #expect(verification.failures.isEmpty, "\(verification.failures)")
    #expect(verification.withStateRoot == Self.hashes(chains).count)
  }

  @Test(arguments: [[1, 1], [3, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1]])
  func partsOfAChainAreItsBlocksInOrder(shares: [Int]) throws {
    let source = GeneratedBlockSource(Self.parameters)
    var expected: [Hash32] = []
    try source.forEachChain { expected = Self.hashes([$0]) }
    let parts = try Self.parts { try BlockSetCut(source).split(shares: shares, seed: 1, body: $0) }
    #expect(shares.indices.flatMap { Self.hashes(parts[$0] ?? []) } == expected)
    for (part, share) in shares.enumerated() {
      let count = Self.hashes(parts[part] ?? []).count
      let exact = Double(8 * share) / Double(shares.reduce(0, +))
      #expect(abs(Double(count) - exact) < 1, "part \(part): \(count)")
      try Self.expectRight(parts[part] ?? [])
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func chainsAreDealtWhole(seed: UInt64) throws {
    let source = GeneratedBlockSource(Self.parameters)
    let singles = try #require(
      try Self.parts { try BlockSetCut(source).sample(8, seed: 1, body: $0) }[0])
    let set = Chains(chains: singles)
    let parts = try Self.parts { try BlockSetCut(set).split(shares: [3, 1], seed: seed, body: $0) }
    #expect(parts[0]?.count == 6 && parts[1]?.count == 2)
    #expect(
      Set(Self.hashes(parts.values.flatMap(\.self))) == Set(Self.hashes(singles)))
  }

  @Test(arguments: [1, 3, 8])
  func aSampleHasAsManyOfTheSmallAsOfTheLarge(count: Int) throws {
    let source = GeneratedBlockSource(Self.parameters)
    var gas: [UInt64] = []
    try source.forEachChain { gas = $0.blocks.compactMap { $0.block?.header.gasUsed }.sorted() }
    var samples: Set<[Hash32]> = []
    for seed in 1...4 as ClosedRange<UInt64> {
      let chains = try #require(
        try Self.parts { try BlockSetCut(source).sample(count, seed: seed, body: $0) }[0])
      #expect(chains.count == count && chains.allSatisfy { $0.blocks.count == 1 })
      try Self.expectRight(chains)
      let sizes = chains.compactMap { $0.blocks[0].block?.header.gasUsed }.sorted()
      for (stratum, size) in sizes.enumerated() {
        let range = gas[(8 * stratum / count)...(8 * (stratum + 1) / count - 1)]
        #expect(size >= (range.first ?? 0) && size <= (range.last ?? 0), "seed \(seed)")
      }
      samples.insert(Self.hashes(chains))
    }
    #expect(count == 8 ? samples.count == 1 : samples.count > 1)
  }
}
