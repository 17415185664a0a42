import BlockSets
import EthereumTypes

/// Deals the blocks of a set to parts: each run of consecutive blocks of one part is a chain, which
/// starts from the state that the chain's execution has come to.
package struct BlockSetCut: Sendable {
  /// What a part is made of, in order.
  package enum Piece {
    /// A chain begins; its blocks follow.
    case chain(part: Int, BlockChain)
    case block(part: Int, InputBlock)
  }

  /// A block's place, from 0, and what decides where it goes.
  private struct Candidate {
    let chain: Int
    let position: Int
    let gasUsed: UInt64
    let isInvalid: Bool
  }

  private let source: any BlockSource
  private let candidates: [Candidate]
  /// The first candidate of each chain.
  private let starts: [Int]

  /// Reads a source's blocks, without executing them.
  package init(_ source: any BlockSource) throws {
    self.source = source
    var candidates: [Candidate] = []
    var starts: [Int] = []
    try source.forEachStream { stream in
      let chain = starts.count
      starts.append(candidates.count)
      try stream.forEachBlock { block in
        candidates.append(
          Candidate(
            chain: chain, position: candidates.count - starts[chain],
            gasUsed: block.block?.header.gasUsed ?? 0,
            isInvalid: block.expectedException != nil))
      }
    }
    self.candidates = candidates
    self.starts = starts
  }

  /// How many blocks a sample can have: all but those that are expected to be refused.
  package var sampleLimit: Int { candidates.count { !$0.isInvalid } }

  /// Takes blocks as one part, each a chain of its own: one at random of each of as many strata of
  /// equal number, by gas used.
  ///
  /// - Precondition: There are as many blocks.
  package func sample(
    _ count: Int, seed: UInt64, body: (Piece) throws -> Void
  ) throws {
    precondition(count <= sampleLimit, "a sample of more blocks than there are")
    let sorted = candidates.indices.filter { !candidates[$0].isInvalid }
      .sorted { (candidates[$0].gasUsed, $0) < (candidates[$1].gasUsed, $1) }
    var random = SeededRandom(seed: seed)
    var parts: [Int?] = Array(repeating: nil, count: candidates.count)
    for stratum in 0..<count {
      let start = sorted.count * stratum / count
      let end = sorted.count * (stratum + 1) / count
      parts[sorted[start + random.index(of: end - start)]] = 0
    }
    try deal(parts, joiningRuns: false, body)
  }

  /// Deals all blocks: chains as they are, in random order; where there are fewer chains than
  /// parts, chains are cut.
  ///
  /// - Parameter shares: The relative sizes of the parts, all positive.
  package func split(
    shares: [Int], seed: UInt64, body: (Piece) throws -> Void
  ) throws {
    var random = SeededRandom(seed: seed)
    var order = Array(starts.indices)
    for index in order.indices.dropFirst() {
      order.swapAt(index, random.index(of: index + 1))
    }
    let keepsChains = starts.count >= shares.count
    var parts: [Int?] = Array(repeating: nil, count: candidates.count)
    var dealt = 0
    for chain in order {
      let end = chain + 1 < starts.count ? starts[chain + 1] : candidates.count
      let first = dealt
      for index in starts[chain]..<end {
        parts[index] = part(ofRank: keepsChains ? first : dealt, shares: shares)
        dealt += 1
      }
    }
    try deal(parts, joiningRuns: true, body)
  }

  /// The part that a block belongs to by how many were dealt before it.
  private func part(ofRank rank: Int, shares: [Int]) -> Int {
    let whole = shares.reduce(0, +)
    var sum = 0
    for (part, share) in shares.enumerated() {
      sum += share
      if rank * whole < candidates.count * sum { return part }
    }
    return shares.count - 1
  }

  /// - Parameter parts: The part of each candidate; nil for those that are left out.
  private func deal(
    _ parts: [Int?], joiningRuns: Bool, _ body: (Piece) throws -> Void
  ) throws {
    let machines = MachinePool(workerCount: 1)
    var chain = 0
    try source.forEachStream { stream in
      let range = starts[chain]..<starts[chain] + stream.blockCount
      chain += 1
      guard let last = range.last(where: { parts[$0] != nil }) else { return }
      if range.count == 1 || joiningRuns, Set(parts[range]).count == 1, let part = parts[last] {
        try body(.chain(part: part, stream.head))
        return try stream.forEachBlock { try body(.block(part: part, $0)) }
      }
      let runner = try ChainRunner(stream.head, machines: machines)
      var index = range.lowerBound
      var current: Int?
      try stream.forEachBlock { block in
        defer { index += 1 }
        guard index <= last else { return }
        if let part = parts[index] {
          if part != current || !joiningRuns { try body(.chain(part: part, runner.rest)) }
          try body(.block(part: part, block))
        }
        current = parts[index]
        guard index < last, block.expectedException == nil else { return }
        runner.advance(past: try runner.prepare(block))
      }
    }
  }
}
