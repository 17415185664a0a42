import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import Execution
import Scheduling
import StateTrie
import StrategyCatalog

/// A small chain, of Amsterdam unless said otherwise: accounts with keys, contracts, and one
/// block sealed on it.
struct Scenario {
  static let ether = UInt256(1_000_000_000_000_000_000)
  static let baseFee = UInt256(1000)
  static let gasPrice = UInt256(1010)

  var allocation: Allocation = [:]
  var feeRecipient = Scenario.address(0xfee)
  var withdrawals: [Withdrawal] = []
  var gasLimit: UInt64 = 30_000_000
  var schedule = ForkSchedule(constant: .amsterdam)
  var extraData: [UInt8] = []
  private(set) var transactions: [Transaction] = []
  private(set) var senders: [Address] = []
  private var nonces: [Int: UInt64] = [:]

  /// The system contracts that a block must find (EIP-7002, EIP-7251), answering with nothing.
  init() {
    for contract in Self.requestContracts { deploy([.stop], at: contract) }
    for account in 1...8 { fund(Scenario.sender(account)) }
  }

  private static let requestContracts = [
    "0x00000961ef480eb55e80d19ad83579a64c007002", "0x0000bbddc7ce488642fb579f8b00f3a590007251",
  ].compactMap(Address.init(hex:))

  static func address(_ number: UInt64) -> Address { Address(word: UInt256(number)) }

  static func key(_ account: Int) -> [UInt8] { UInt256(0x1000 + account).bigEndianBytes }

  /// The address of the account with the given number; its key is `key(account)`.
  static func sender(_ account: Int) -> Address {
    var probe = Transaction.legacy(
      chainID: 1, nonce: 0, gasPrice: .one, gasLimit: 21_000, to: .zero, value: .zero, data: [])
    probe = probe.signed(with: key(account))
    guard let sender = try? probe.recoverSender() else { preconditionFailure("own signature") }
    return sender
  }

  mutating func fund(_ address: Address, _ balance: UInt256 = Scenario.ether) {
    allocation[address, default: AllocatedAccount()].balance = balance
  }

  mutating func deploy(
    _ code: Assembly, at address: Address, storage: [UInt256: UInt256] = [:],
    balance: UInt256 = .zero
  ) {
    allocation[address] = AllocatedAccount(
      nonce: 1, balance: balance, code: code.code, storage: storage)
  }

  /// Appends a dynamic-fee transaction of the numbered account.
  mutating func send(
    from account: Int, to: Address?, value: UInt256 = .zero, data: [UInt8] = [],
    gasLimit: UInt64 = 200_000, tip: UInt256 = 10
  ) {
    append(
      .dynamicFee(
        chainID: 1, nonce: nextNonce(of: account), maxPriorityFeePerGas: tip,
        maxFeePerGas: Self.gasPrice, gasLimit: gasLimit, to: to, value: value, data: data,
        accessList: []), from: account)
  }

  /// Appends a set-code transaction.
  mutating func send(
    from account: Int, to: Address, authorizing authorizations: [Authorization]
  ) {
    append(
      .setCode(
        chainID: 1, nonce: nextNonce(of: account), maxPriorityFeePerGas: 10,
        maxFeePerGas: Self.gasPrice, gasLimit: 300_000, to: to, value: .zero, data: [],
        accessList: [], authorizationList: authorizations), from: account)
  }

  /// Takes a nonce out of turn, for an authorization of the account.
  mutating func nextNonce(of account: Int) -> UInt64 {
    defer { nonces[account, default: 0] += 1 }
    return nonces[account, default: 0]
  }

  mutating func append(_ transaction: Transaction, from account: Int) {
    transactions.append(transaction.signed(with: Self.key(account)))
    senders.append(Self.sender(account))
  }

  // MARK: Chains and blocks

  private var root: Hash32 {
    StateTrie(
      accounts: allocation.map { address, account in
        (
          address,
          AccountRecord(
            nonce: account.nonce, balance: account.balance, codeHash: keccak256(account.code),
            storage: account.storage.map { ($0.key, $0.value) })
        )
      }
    ).rootHash
  }

  var fork: Fork { schedule.fork(number: 1, timestamp: 12) }

  func chain() -> BlockChain {
    var genesis = BlockHeader(stateRoot: root, number: 0, gasLimit: gasLimit, timestamp: 0)
    genesis.baseFeePerGas = Self.baseFee
    genesis.excessBlobGas = 0
    genesis.blobGasUsed = 0
    return BlockChain(
      name: "scenario", origin: BlockChain.Origin(source: "test"), network: fork.name,
      chainID: 1, forkSchedule: schedule, genesis: genesis, preState: allocation,
      fullPreState: true, blocks: [])
  }

  private var draft: BlockHeader {
    var draft = BlockHeader(
      feeRecipient: feeRecipient, number: 1, gasLimit: gasLimit, timestamp: 12)
    draft.slotNumber = fork >= .amsterdam ? 1 : nil
    draft.extraData = extraData
    return draft
  }

  /// The scenario's transactions as a valid block.
  func sealedBlock(machines: MachinePool = MachinePool(workerCount: 1)) throws -> InputBlock {
    try ChainRunner(chain(), machines: machines).seal(
      draft, transactions: transactions, senders: senders, withdrawals: withdrawals)
  }

  /// The same block with its header changed.
  func block(changing change: (inout BlockHeader) -> Void) throws -> InputBlock {
    var input = try sealedBlock()
    var block = try input.decoded.get()
    change(&block.header)
    input.decoded = .success(block)
    return input
  }
}

/// One scenario's block, prepared, with a runner that stands before it.
struct Trial {
  let runner: ChainRunner
  let block: PreparedBlock

  init(_ scenario: Scenario, workers: Int = 2) throws {
    let machines = MachinePool(workerCount: workers)
    runner = try ChainRunner(scenario.chain(), machines: machines)
    block = try runner.prepare(scenario.sealedBlock())
  }

  /// Runs the block under fixed groups, then in sequence.
  func run(groups: [[Int]], workers: Int = 2, checks: Set<VerdictCheck>? = nil) throws -> BlockRun {
    let plan = FixedStrategy(groups: groups)
    var options = ExecutionOptions(workers: workers)
    if let checks { options.checks = checks }
    return try runner.run(
      block,
      tiers: [
        Tier(label: "fixed", strategy: plan), Tier(label: "sequential", strategy: Sequential()),
      ],
      options: options)
  }

  /// Every transaction in a group of its own.
  var singletons: [[Int]] { (0..<block.transactionCount).map { [$0] } }
}

/// A plan given by the test.
struct FixedStrategy: GroupingStrategy {
  static let name = "fixed"
  static let version = "1"
  static let summary = "groups given by the test"
  static let needs: Set<BlockKnowledge> = []
  let groups: [[Int]]

  init(groups: [[Int]]) { self.groups = groups }
  init(options: NoOptions) { groups = [] }

  func group(_ block: BlockView) throws -> Grouping {
    try Grouping(
      checking: groups.map { $0.map(TransactionIndex.init(rawValue:)) },
      transactionCount: block.transactionCount)
  }
}

/// One group, without the catalog.
struct Sequential: GroupingStrategy {
  static let name = "one-group"
  static let version = "1"
  static let summary = "one group"
  static let needs: Set<BlockKnowledge> = []

  init(options: NoOptions) {}
  init() {}

  func group(_ block: BlockView) -> Grouping { .single(block.transactionCount) }
}
