import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Foundation
import Testing

/// What is captured is the block, whatever the node can do.
@Suite(.serialized, .enabled(if: RecordedNode.folder != nil, RecordedNode.absence))
struct CapturedBlockTests {
  /// One block of each kind: every fork, BLOCKHASH, EIP-7702, requests.
  static let numbers: [UInt64] = [
    46_147, 1_150_001, 2_675_000, 4_370_000, 4_864_590, 7_280_000, 9_069_000,
    12_300_570, 15_050_000, 15_537_394, 18_426_253, 19_426_587, 19_923_400, 23_587_691,
    23_879_620, 24_628_607,
  ]

  private func check(
    _ number: UInt64, _ behaviour: RecordedNode.Behaviour
  ) throws -> [String: [UInt8]] {
    let node = try RecordedNode([number], behaviour)
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(number...number, from: server)
    try #require(try #require(outcome[number]).hasPrefix("captured"))
    let captured = try fixture.executed(number)
    let source = try CaptureFixture.executed(try RecordedNode.known(number).chain)
    #expect(captured.hash == source.hash)
    #expect(captured.reference.gas == source.reference.gas)
    // Earlier receipts hold state roots, which the source computes with its witness.
    if captured.fork >= .byzantium {
      #expect(
        captured.encodedReceipts.map { keccak256($0) }
          == source.encodedReceipts.map { keccak256($0) })
    }
    #expect(captured.reference.blockAccessList.hash == source.reference.blockAccessList.hash)
    // Whoever loads the captured block can check the state root wherever the source has nodes.
    #expect(
      captured.checksStateRoot
        == (source.checksStateRoot && (behaviour.hasProofs || behaviour.hasExecutionWitness)))
    return try CaptureFixture.contents(of: fixture.folder)
  }

  @Test(arguments: numbers)
  func everyWayGivesTheSameFile(number: UInt64) throws {
    let traced = try check(number, .init())
    let hasWitness = try RecordedNode.known(number).chain.witness != nil
    #expect(
      traced.keys.sorted()
        == ["1-\(number).json.gz"] + (hasWitness ? ["1-\(number).witness.json.gz"] : []))
    let asked = try check(number, .init(hasTracer: false, hasReceipts: false))
    #expect(asked == traced)
  }

  @Test func aNodeWithoutBatchesIsAskedOneByOne() throws {
    let number: UInt64 = 19_426_587
    #expect(
      try check(number, .init(hasTracer: false, takesBatches: false)) == check(number, .init()))
  }

  @Test func aTracerThatMisleadsIsNotBelieved() throws {
    let number: UInt64 = 19_426_587
    #expect(try check(number, .init(tracerIsLate: true)) == check(number, .init()))
  }
}
