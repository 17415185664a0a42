import BlockSets
import EVM
import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

/// The raw transactions of ethereum/tests, judged by every fork that they name: whether one may
/// stand in a block, its hash and sender, and the gas it pays before it runs.
@Suite(.enabled(if: Fixtures.pack("legacy-codecs") != nil, Comment(rawValue: Fixtures.absence)))
struct TransactionForkTests {
  struct Vector: Decodable {
    struct Result: Decodable {
      let hash: String?
      let sender: String?
      let exception: String?
      let intrinsicGas: String
    }

    let txbytes: String
    let result: [String: Result]
  }

  private static func vectors() throws -> [(name: String, vector: Vector)] {
    let folder = try #require(Fixtures.pack("legacy-codecs")).appending(path: "TransactionTests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    return try files.flatMap { file in
      let data = try Data(contentsOf: folder.appending(path: file))
      return try JSONDecoder().decode([String: Vector].self, from: data)
        .map { (name: "\(file): \($0.key)", vector: $0.value) }
    }
  }

  @Test func everyForkJudgesAsItShould() throws {
    let machines = MachinePool(workerCount: 1)
    var judged = (accepted: 0, refused: 0)
    for (name, vector) in try Self.vectors() {
      for (network, expected) in vector.result {
        let place: Comment = "\(name), \(network)"
        let fork = try #require(Fork(name: network), place)
        let bytes = try #require([UInt8](hex: vector.txbytes), place)
        let transaction = try? Transaction(decoding: bytes)
        let sender = try? transaction?.recoverSender(allowingHighS: fork == .frontier)
        let reason = try transaction.map {
          try Self.reason(toRefuse: $0, of: sender, in: fork, machines: machines)
        }
        guard expected.exception == nil else {
          #expect(reason != .some(nil), "\(place) is accepted, \(expected.exception ?? "")")
          judged.refused += 1
          continue
        }
        #expect(
          transaction.map { Self.isOfTheBlock(reason ?? nil, $0) } == true,
          "\(place): \(reason.map { "\($0 as Any)" } ?? "malformed")")
        #expect(transaction?.encoded == bytes, place)
        #expect(transaction?.hash.description == expected.hash, place)
        #expect(sender?.description == expected.sender, place)
        let gas = transaction.map {
          ForkRules.rules(for: fork).intrinsicGas(
            data: $0.data, isCreation: $0.to == nil, accessList: $0.accessList)
        }
        #expect(gas.map { UInt256($0) } == UInt256(hex: expected.intrinsicGas), place)
        judged.accepted += 1
      }
    }
    #expect(judged == (606, 2059))
  }

  /// Whether nothing speaks against the transaction but that no block has so much gas, or no one
  /// the fee and the value: the vectors judge it without either.
  private static func isOfTheBlock(
    _ reason: TransactionInvalidity?, _ transaction: Transaction
  ) -> Bool {
    switch reason {
    case nil: true
    case .gasLimitAboveRemaining: transaction.gasLimit > GasLimit.maximum
    case .costOverflow:
      !transaction.maxFeePerGas.multipliedReportingOverflow(by: UInt256(transaction.gasLimit))
        .overflow
    default: false
    }
  }

  /// Runs the transaction where its sender is as rich as can be and has the right nonce.
  private static func reason(
    toRefuse transaction: Transaction, of sender: Address?, in fork: Fork, machines: MachinePool
  ) throws -> TransactionInvalidity? {
    let environment = BlockEnvironment(
      number: 1, timestamp: 1, gasLimit: GasLimit.maximum, feeRecipient: .zero,
      prevRandao: .zero, difficulty: .zero, baseFee: .zero, blobBaseFee: .zero, chainID: 1,
      slotNumber: 0, blockHashes: [:])
    let account = AllocatedAccount(nonce: transaction.nonce, balance: .max)
    return try LoneTransaction(
      environment: environment, fork: fork, blobSchedule: .mainnet(for: fork), machines: machines
    ).run(transaction, sender: sender, on: sender.map { [$0: account] } ?? [:]).invalidity
  }
}
