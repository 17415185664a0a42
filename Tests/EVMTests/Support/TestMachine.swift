import EVM
import EthereumTypes
import Fuzzing

/// Everything that a message did.
struct Execution: Equatable {
  var status: CallOutcome.Status
  var gasLeft: Int64
  var gasUsed: Int64
  var refund: Int64
  var output: [UInt8]
  var createdAddress: Address?
  var logs: [Log]
  /// In the order of their first access.
  var accounts: [String]
  var slots: [String]

  init(_ outcome: ProgramOutcome, of message: CallMessage) {
    status = outcome.status
    gasLeft = outcome.gasLeft
    gasUsed = message.gas - outcome.gasLeft
    refund = outcome.refund
    output = outcome.output
    createdAddress = outcome.createdAddress
    logs = outcome.logs
    accounts = outcome.accounts.map(\.description)
    slots = outcome.slots.map(\.description)
  }

  /// The output as one word.
  var word: UInt256? { UInt256(bigEndianBytes: output) }
}

/// Runs messages on fixed accounts.
struct TestMachine {
  static let sender = Program.sender
  static let contract = Program.contract
  static let other = Program.other
  static let environment = ProgramRunner.environment

  var fork = Fork.amsterdam
  var accounts: [Address: ProgramState.Account] = [:]
  var stepsAlways = false
  var value = UInt256.zero
  var data: [UInt8] = []
  var blobHashes: [Hash32] = []

  /// A machine whose contract has this code.
  init(_ code: [UInt8], fork: Fork = .amsterdam) {
    self.fork = fork
    accounts[Self.sender] = .init(balance: UInt256(1) << 100, nonce: 5)
    accounts[Self.contract] = .init(balance: 1_000_000, nonce: 1, code: code)
  }

  /// A machine whose contract has the assembled code.
  init(_ text: String, fork: Fork = .amsterdam) {
    self.init(assemble(text), fork: fork)
  }

  /// Calls the contract, which is warm as a transaction's target is.
  func run(gas: Int64 = 10_000_000) -> Execution {
    run(
      CallMessage(
        kind: .call(to: Self.contract), sender: Self.sender, value: value, data: data, gas: gas))
  }

  /// Runs a message in a transaction of its own.
  func run(_ message: CallMessage) -> Execution {
    let outcome = ProgramRunner(fork: fork).run(
      message, on: ProgramState(accounts), blobHashes: blobHashes, stepsAlways: stepsAlways)
    return Execution(outcome, of: message)
  }

  /// Runs the contract in both modes, which must agree, and gives what it did.
  func runBothWays(gas: Int64 = 10_000_000) -> Execution? {
    var stepping = self
    stepping.stepsAlways = true
    let fast = run(gas: gas)
    return fast == stepping.run(gas: gas) ? fast : nil
  }
}

extension String {
  /// Code that returns the topmost item after this text.
  var returningTop: String { self + " PUSH 0 MSTORE PUSH 32 PUSH 0 RETURN" }
}
