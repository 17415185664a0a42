import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

/// The difficulty vectors of ethereum/tests.
@Suite(.enabled(if: Fixtures.pack("legacy-codecs") != nil, Comment(rawValue: Fixtures.absence)))
struct DifficultyVectorTests {
  struct Vector: Decodable {
    let parentTimestamp: String
    let parentDifficulty: String
    let parentUncles: String?
    let currentTimestamp: String
    let currentBlockNumber: String
    let currentDifficulty: String
  }

  /// Homestead, Byzantium and Constantinople where that test network had them.
  private static let ropsten = ForkSchedule(
    genesis: .homestead,
    then: [
      ForkSchedule.Activation(.byzantium, number: 1_700_000),
      ForkSchedule.Activation(.constantinople, number: 4_230_000),
    ])

  @Test(
    arguments: [
      ("difficulty", 14, ForkSchedule.mainnet),
      ("difficultyCustomHomestead", 120, ForkSchedule(constant: .homestead)),
      ("difficultyCustomMainNetwork", 360, .mainnet), ("difficultyMainNetwork", 2254, .mainnet),
      ("difficultyRopsten", 2254, ropsten),
    ])
  func differsFromTheParentsAsItShould(name: String, count: Int, schedule: ForkSchedule) throws {
    let pack = try #require(Fixtures.pack("legacy-codecs"))
    let data = try Data(contentsOf: pack.appending(path: "BasicTests/\(name).json"))
    let vectors = try JSONDecoder().decode([String: Vector].self, from: data)
    #expect(vectors.count == count)
    for (test, vector) in vectors {
      let number = try Self.number(vector.currentBlockNumber).truncatedUInt64
      var parent = BlockHeader(
        number: number - 1, gasLimit: 5000,
        timestamp: try Self.number(vector.parentTimestamp).truncatedUInt64)
      parent.difficulty = try Self.number(vector.parentDifficulty)
      parent.ommersHash =
        try vector.parentUncles.map { try #require(Hash32(hex: $0)) } ?? .emptyListHash
      let header = BlockHeader(
        number: number, gasLimit: 5000,
        timestamp: try Self.number(vector.currentTimestamp).truncatedUInt64)
      // The times are made up; forks by time came after the last difficulty.
      let fork = schedule.fork(number: number, timestamp: 0)
      #expect(
        ProofOfWork.difficulty(of: header, after: parent, fork: fork)
          == (try Self.number(vector.currentDifficulty)), "\(name) \(test)")
    }
  }

  /// Hexadecimal with its prefix, or decimal.
  private static func number(_ text: String) throws -> UInt256 {
    if text.hasPrefix("0x") { return try #require(UInt256(hex: text)) }
    return UInt256(try #require(UInt64(text)))
  }
}
