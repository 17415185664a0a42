import BlockSets
import EthereumTypes
import Execution
import Testing

/// Signed transactions on a small Amsterdam chain, to be sealed into a block.
struct BlockDraft {
  static let accountCount = 100
  /// Increments its slot 0.
  static let counter = address(0xc0)
  /// Calls the counter, which no transaction to it names.
  static let caller = address(0xca)

  private static let gasPrice: UInt256 = 2_000_000_000
  private var transactions: [Transaction] = []
  private var senders: [Address] = []
  private var nonces: [Int: UInt64] = [:]

  static func address(_ number: Int) -> Address { Address(word: UInt256(number)) }

  private static func key(_ account: Int) -> [UInt8] {
    UInt256(0x1000 + account).bigEndianBytes
  }

  private static let accounts = (0..<accountCount).map { account in
    Secp256k1.address(ofPrivateKey: key(account)) ?? .zero
  }

  static func account(_ number: Int) -> Address { accounts[number] }

  /// Code that calls an address without data or value: PUSH0 ×5, PUSH20, GAS, CALL.
  static func call(_ address: Address) -> [UInt8] {
    [0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x73] + address.bytes + [0x5a, 0xf1]
  }

  mutating func send(
    from account: Int, to: Address?, value: UInt256 = 0, data: [UInt8] = [],
    accessList: [AccessListEntry] = []
  ) {
    append(
      .dynamicFee(
        chainID: 1, nonce: takeNonce(of: account), maxPriorityFeePerGas: 1,
        maxFeePerGas: Self.gasPrice, gasLimit: 150_000, to: to, value: value, data: data,
        accessList: accessList), from: account)
  }

  /// A set-code transaction (EIP-7702) by which `account` gets a delegate.
  mutating func delegate(_ account: Int, to delegate: Address, from sender: Int) {
    let authorization = Authorization.signed(
      chainID: 1, address: delegate, nonce: takeNonce(of: account), with: Self.key(account))
    append(
      .setCode(
        chainID: 1, nonce: takeNonce(of: sender), maxPriorityFeePerGas: 1,
        maxFeePerGas: Self.gasPrice, gasLimit: 150_000, to: Self.account(account),
        authorizationList: [authorization]), from: sender)
  }

  private mutating func takeNonce(of account: Int) -> UInt64 {
    defer { nonces[account, default: 0] += 1 }
    return nonces[account, default: 0]
  }

  private mutating func append(_ transaction: Transaction, from account: Int) {
    transactions.append(transaction.signed(with: Self.key(account)))
    senders.append(Self.account(account))
  }

  /// A chain with the transactions in its only block.
  func sealed() throws -> BlockChain {
    var chain = BlockChain(
      name: "draft", origin: BlockChain.Origin(source: "test"), network: "Amsterdam", chainID: 1,
      forkSchedule: ForkSchedule(constant: .amsterdam), preState: Self.allocation,
      fullPreState: true, blocks: [])
    var genesis = BlockHeader(number: 0, gasLimit: 60_000_000, timestamp: 0)
    genesis.baseFeePerGas = 1_000_000_000
    genesis.blobGasUsed = 0
    genesis.excessBlobGas = 0
    chain.genesis = ChainRunner.genesis(genesis, of: chain)
    var header = BlockHeader(
      feeRecipient: Self.address(0xfee), number: 1, gasLimit: genesis.gasLimit, timestamp: 12)
    header.slotNumber = 1
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    chain.blocks = [try runner.seal(header, transactions: transactions, senders: senders)]
    return chain
  }

  private static let allocation: Allocation = {
    var allocation: Allocation = [:]
    for account in accounts {
      allocation[account] = AllocatedAccount(balance: 1_000_000_000_000_000_000)
    }
    // PUSH0, SLOAD, PUSH1 1, ADD, PUSH0, SSTORE, STOP
    let increment: [UInt8] = [0x5f, 0x54, 0x60, 0x01, 0x01, 0x5f, 0x55, 0x00]
    allocation[counter] = AllocatedAccount(nonce: 1, code: increment)
    allocation[caller] = AllocatedAccount(nonce: 1, code: call(counter))
    // The system contracts that a block must find (EIP-7002, EIP-7251), answering with nothing.
    for contract in requestContracts {
      allocation[contract] = AllocatedAccount(nonce: 1, code: [0x00])
    }
    return allocation
  }()

  private static let requestContracts = [
    "0x00000961ef480eb55e80d19ad83579a64c007002", "0x0000bbddc7ce488642fb579f8b00f3a590007251",
  ].compactMap(Address.init(hex:))
}
