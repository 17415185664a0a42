import BlockSets
import EVM
import EthereumTypes
import Execution

/// Runs one variant of a state test.
package struct StateCase {
  let test: StateTest
  let expected: StateTest.ExpectedResult
  let machines: MachinePool

  package init(
    test: StateTest, expected: StateTest.ExpectedResult, machines: MachinePool
  ) {
    self.test = test
    self.expected = expected
    self.machines = machines
  }

  /// The variant by its positions in the template, as reports name it.
  package var variant: String {
    "d\(expected.dataIndex)g\(expected.gasIndex)v\(expected.valueIndex)"
  }

  /// Runs the variant.
  package func run() -> CaseVerdict { trace(with: nil).verdict }

  /// Runs the variant; `observer` is told of every opcode.
  ///
  /// - Returns: The verdict, and the outcome where the transaction could be executed.
  package func trace(
    with observer: (any StepObserver)?
  ) -> (verdict: CaseVerdict, outcome: LoneTransaction.Outcome?) {
    guard let fork = expected.fork else {
      return (.skipped("fork \(expected.network) is not supported"), nil)
    }
    guard let (transaction, sender) = transactionAndSender() else {
      // Not even a transaction: the state stays as it is.
      let isExpected = expected.expectedException != nil
      return (isExpected ? .passed : .failed("the transaction cannot be decoded"), nil)
    }
    let schedule = test.blobSchedules[fork] ?? BlobSchedule.mainnet(for: fork)
    let lone = LoneTransaction(
      environment: environment(fork: fork, schedule: schedule), fork: fork,
      blobSchedule: schedule, machines: machines)
    do throws(FatalError) {
      let outcome = try lone.run(
        transaction, sender: sender, on: test.preState, observer: observer)
      return (compare(outcome), outcome)
    } catch .unsupportedPrecompile(let address) {
      return (.skipped("\(FatalError.unsupportedPrecompile(address))"), nil)
    } catch {
      return (.failed("\(error)"), nil)
    }
  }

  /// The signed bytes where the file has them; else the template, whose sender is given.
  private func transactionAndSender() -> (Transaction, Address?)? {
    if let bytes = expected.transactionBytes {
      guard let transaction = try? Transaction(decoding: bytes) else { return nil }
      return (transaction, try? transaction.recoverSender())
    }
    guard let transaction = test.transaction(for: expected) else { return nil }
    return (transaction, test.transaction.sender)
  }

  private func environment(fork: Fork, schedule: BlobSchedule?) -> BlockEnvironment {
    let environment = test.environment
    let blobBaseFee = schedule.map {
      BlobGas.baseFee(excess: environment.excessBlobGas ?? 0, schedule: $0)
    }
    return BlockEnvironment(
      number: environment.number, timestamp: environment.timestamp,
      gasLimit: environment.gasLimit, feeRecipient: environment.feeRecipient,
      prevRandao: environment.prevRandao, difficulty: environment.difficulty,
      baseFee: environment.baseFeePerGas ?? .zero, blobBaseFee: blobBaseFee ?? .zero,
      chainID: test.chainID, slotNumber: environment.slotNumber ?? 0,
      blockHashes: stateTestBlockHashes(before: environment.number))
  }

  /// State tests have no chain: the hash of block n is keccak of n in decimal.
  private func stateTestBlockHashes(before number: UInt64) -> [UInt64: Hash32] {
    let first = number > 256 ? number - 256 : 0
    return Dictionary(
      uniqueKeysWithValues: (first..<number).map { ($0, keccak256(Array(String($0).utf8))) })
  }

  private func compare(_ outcome: LoneTransaction.Outcome) -> CaseVerdict {
    switch (outcome.invalidity, expected.expectedException) {
    case (.some(let reason), nil): return .failed("rejected: \(reason)")
    case (nil, .some(let exception)): return .failed("accepted, expected \(exception)")
    default: break
    }
    let logsHash = logsHash(of: outcome.logs)
    if logsHash != expected.logsHash {
      return .failed(text("logs hash is \(logsHash), expected \(expected.logsHash)", outcome))
    }
    if outcome.stateRoot != expected.stateRoot {
      return .failed(
        text("state root is \(outcome.stateRoot), expected \(expected.stateRoot)", outcome))
    }
    return .passed
  }

  /// The reason of a failure, and the first account that differs, if the test lists accounts.
  private func text(_ reason: String, _ outcome: LoneTransaction.Outcome) -> String {
    let reason = "\(reason) (\(outcome.gasUsed) gas used, \(outcome.logs.count) logs)"
    let divergence = expected.postState.flatMap(outcome.firstDifference)
    return divergence.map { "\(reason); first divergence: \($0)" } ?? reason
  }

  private func logsHash(of logs: [Log]) -> Hash32 {
    var encoder = RLPEncoder()
    encoder.list { encoder in for log in logs { log.encode(to: &encoder) } }
    return keccak256(encoder.result)
  }
}
