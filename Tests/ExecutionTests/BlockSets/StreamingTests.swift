import BlockSets
import EthereumTypes
import Execution
import Foundation
import Synchronization
import Testing

/// Whoever walks through a block set must let each block go, or memory grows with the set.
@Suite struct StreamingTests {
  /// A source that finds out of each block, when the next one is asked for, whether somebody kept
  /// it.
  private final class Probe: BlockSource {
    private let walkedCount = Atomic<Int>(0)
    private let keptCount = Atomic<Int>(0)
    private let blocks = GeneratedBlockSource(
      WorkloadParameters(
        seed: 11, blocks: 6, transactions: 8, mix: WorkloadMix([.transfer: 2, .token: 1])))

    var walked: Int { walkedCount.load(ordering: .relaxed) }
    var kept: Int { keptCount.load(ordering: .relaxed) }
    var description: String { "probe" }
    func digest() throws -> Hash32 { .zero }
    func countBlocks() throws -> Int { 6 }

    func forEachChain(_ body: (BlockChain) throws -> Void) throws {
      try forEachStream { try body(try $0.collected()) }
    }

    func forEachStream(_ body: (ChainStream) throws -> Void) throws {
      try blocks.forEachStream { stream in
        try body(
          ChainStream(head: stream.head, blockCount: stream.blockCount) { body in
            try stream.forEachBlock { try self.pass($0, to: body) }
          })
      }
    }

    private func pass(_ block: InputBlock, to body: (InputBlock) throws -> Void) throws {
      var encoding = try #require(block.block).encoded
      var senders = block.senders.map(\.self)
      try Self.pass(block, encoding, senders, to: body)
      walkedCount.add(1, ordering: .relaxed)
      if Self.isShared(&encoding) || Self.isShared(&senders) {
        keptCount.add(1, ordering: .relaxed)
      }
    }

    private static func pass(
      _ block: InputBlock, _ encoding: [UInt8], _ senders: [Address?],
      to body: (InputBlock) throws -> Void
    ) throws {
      var own = block
      own.rlp = encoding
      own.senders = senders
      try body(own)
    }

    /// Only an array to which somebody else refers moves when it is changed.
    private static func isShared<Element>(_ array: inout [Element]) -> Bool {
      let before = UnsafeMutableRawPointer(mutating: array.withUnsafeBytes { $0.baseAddress })
      return array.withUnsafeMutableBytes { $0.baseAddress } != before
    }
  }

  enum Walk: CaseIterable {
    case summary, verification, folder, tests, transitions, cut
  }

  @Test(arguments: Walk.allCases)
  func keepsNoBlock(walk: Walk) throws {
    let probe = Probe()
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "streaming-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    switch walk {
    case .summary: _ = try BlockSetSummary(of: probe)
    case .verification:
      var verification = BlockSetVerification()
      try verification.run(probe)
      #expect(verification.verified == 6)
    case .folder:
      let writer = try BlockSetWriter(folder: folder, name: "n", source: "s")
      try probe.forEachStream(writer.write)
      #expect(try writer.finish().blockCount == 6)
    case .tests:
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      var writer = BlockchainTestWriter(path: folder + "/test.json.gz")
      try probe.forEachStream { try writer.write($0) }
      try writer.finish()
    case .transitions:
      var export = TransitionExport(folder: folder)
      try export.write(probe)
      #expect(export.blocks == 6)
    case .cut:
      try BlockSetCut(probe).split(shares: [1, 1], seed: 1) { _ in }
    }
    #expect(probe.walked >= 6 && probe.kept == 0, "\(probe.kept) of \(probe.walked) blocks kept")
  }

  /// The probe does find a walker that keeps what it should not.
  @Test func theProbeFindsKeepers() throws {
    let probe = Probe()
    var chains: [BlockChain] = []
    try probe.forEachChain { chains.append($0) }
    #expect(probe.kept == 6)
    var senders: [[Address?]] = []
    let other = Probe()
    try other.forEachStream { try $0.forEachBlock { senders.append($0.senders) } }
    #expect(other.kept == 6 && senders.count == 6)
  }
}
