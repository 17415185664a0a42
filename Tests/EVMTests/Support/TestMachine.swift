import EVM
import EthereumTypes

/// State held in dictionaries.
final class TestState: StateReader {
  struct Account: Sendable {
    var balance: UInt256 = .zero
    var nonce: UInt64 = 0
    var code: [UInt8] = []
    var storage: [UInt256: UInt256] = [:]
  }

  private let accounts: [Address: Account]
  private let codes: [Hash32: [UInt8]]

  init(_ accounts: [Address: Account]) {
    self.accounts = accounts
    codes = Dictionary(
      accounts.values.map { (keccak256($0.code), $0.code) }, uniquingKeysWith: { a, _ in a })
  }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    guard let account = accounts[address] else { return nil }
    return AccountState(
      nonce: account.nonce, balance: account.balance, codeHash: keccak256(account.code),
      hasStorage: !account.storage.isEmpty)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    accounts[address]?.storage[slot] ?? .zero
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    guard let code = codes[hash] else { throw .codeUnknown(hash) }
    return code
  }
}

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

  /// The output as one word.
  var word: UInt256? { UInt256(bigEndianBytes: output) }
}

/// Runs messages on fixed accounts.
struct TestMachine {
  static let sender = Address(word: 0x5e4de7)
  static let contract = Address(word: 0xc0de)
  static let other = Address(word: 0x07e4)
  static let environment = BlockEnvironment(
    number: 1000, timestamp: 1_700_000_000, gasLimit: 30_000_000,
    feeRecipient: Address(word: 0xfee), prevRandao: Hash32(word: 0xda0), difficulty: 0xd1ff,
    baseFee: 7, blobBaseFee: 3, chainID: 1, slotNumber: 77,
    blockHashes: [999: Hash32(word: 0x999), 744: Hash32(word: 0x744), 743: Hash32(word: 0x743)])

  var fork = Fork.amsterdam
  var accounts: [Address: TestState.Account] = [:]
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
    let rules = ForkRules.rules(for: fork)
    var evm = EVM(rules: rules, codeCache: CodeCache(rules: rules))
    evm.stepsAlways = stepsAlways
    evm.beginBlock(Self.environment, reader: TestState(accounts))
    evm.beginTransaction(origin: Self.sender, gasPrice: 9, blobHashes: blobHashes)
    evm.state.warm(evm.state.id(of: Self.sender))
    evm.state.warm(evm.state.id(of: Self.contract))
    let outcome = evm.execute(message)
    let logs = evm.logs
    var log = AccessLog()
    evm.state.endTransaction(into: &log)
    return Execution(
      status: outcome.status, gasLeft: outcome.gasLeft,
      gasUsed: message.gas - outcome.gasLeft, refund: outcome.gasRefund, output: outcome.output,
      createdAddress: outcome.createdAddress, logs: logs,
      accounts: log.accounts(at: 0).map { account in
        "\(account.address) \(account.before as Any) -> \(account.after as Any)"
          + " code \(account.newCode?.hash as Any) reads \(account.reads.rawValue)"
      },
      slots: log.slots(at: 0).map { "\($0.address) \($0.slot) \($0.before) -> \($0.after)" })
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
