import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import StateTrie
import Testing

/// A generated chain of Amsterdam blocks, as a node of a development network has it: every header,
/// the whole state before and after every block, and the access lists.
struct Devnet {
  let chainID: UInt64
  let blocks: [UInt64: RecordedNode.Recorded]

  init(seed: UInt64, blocks count: Int) throws {
    var parameters = WorkloadParameters.mixed()
    parameters.seed = seed
    parameters.blocks = count
    parameters.transactions = 40
    var chains: [BlockChain] = []
    try GeneratedBlockSource(parameters).forEachChain { chains.append($0) }
    let chain = try #require(chains.first)
    chainID = chain.chainID
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    var (allocation, state) = (chain.preState, NaiveState(chain.preState))
    var parent = try #require(chain.genesis)
    var recorded: [UInt64: RecordedNode.Recorded] = [:]
    for input in chain.blocks {
      let block = try #require(input.block)
      let prepared = try runner.prepare(input)
      var single = chain
      single.blocks = [input]
      single.preState = allocation
      single.blockHashes = [parent.number: parent.hash]
      let before = state
      state.apply(prepared.accountUpdates)
      try #require(state.rootHash == block.header.stateRoot)
      Self.apply(prepared.reference.blockAccessList, to: &allocation)
      recorded[block.header.number] = RecordedNode.Recorded(
        chain: single, block: Self.text(.object(Self.members(of: block))),
        transactionHashes: block.transactions.map { "\($0.hash)" },
        accessList: Self.text(.accessList(prepared.reference.blockAccessList)),
        receipts: prepared.receipts, before: before, after: state)
      runner.advance(past: prepared)
      parent = block.header
    }
    self.blocks = recorded
  }

  /// The state after a block: that before it, and the last value of everything that its access
  /// list says it changed.
  private static func apply(_ list: BlockAccessList, to allocation: inout Allocation) {
    for changes in list.accounts {
      var account = allocation[changes.address] ?? AllocatedAccount()
      if let last = changes.balanceChanges.last { account.balance = last.postBalance }
      if let last = changes.nonceChanges.last { account.nonce = last.newNonce }
      if let last = changes.codeChanges.last { account.code = last.newCode }
      for slot in changes.storageChanges {
        account.storage[slot.slot] = slot.changes.last?.newValue
      }
      if account != AllocatedAccount() { allocation[changes.address] = account }
    }
  }

  // MARK: JSON

  private static func text(_ tree: JSONTree) -> String {
    String(decoding: tree.text, as: UTF8.self)
  }

  /// The block as `eth_getBlockByNumber` gives it.
  private static func members(of block: Block) -> [(name: String, value: JSONTree)] {
    func quantity(_ value: UInt64?) -> JSONTree {
      value.map { .string(UInt256($0).hex) } ?? .null
    }
    func hash(_ value: Hash32?) -> JSONTree { value.map { .string("\($0)") } ?? .null }
    let header = block.header
    return [
      ("number", quantity(header.number)), ("hash", hash(header.hash)),
      ("parentHash", hash(header.parentHash)), ("sha3Uncles", hash(header.ommersHash)),
      ("miner", .string("\(header.feeRecipient)")), ("stateRoot", hash(header.stateRoot)),
      ("transactionsRoot", hash(header.transactionsRoot)),
      ("receiptsRoot", hash(header.receiptsRoot)),
      ("logsBloom", .string(header.logsBloom.bytes.hex)),
      ("difficulty", .string(header.difficulty.hex)), ("gasLimit", quantity(header.gasLimit)),
      ("gasUsed", quantity(header.gasUsed)), ("timestamp", quantity(header.timestamp)),
      ("extraData", .string(header.extraData.hex)), ("mixHash", hash(header.prevRandao)),
      ("nonce", quantity(header.nonce)),
      ("baseFeePerGas", header.baseFeePerGas.map { .string($0.hex) } ?? .null),
      ("withdrawalsRoot", hash(header.withdrawalsRoot)),
      ("blobGasUsed", quantity(header.blobGasUsed)),
      ("excessBlobGas", quantity(header.excessBlobGas)),
      ("parentBeaconBlockRoot", hash(header.parentBeaconBlockRoot)),
      ("requestsHash", hash(header.requestsHash)),
      ("blockAccessListHash", hash(header.blockAccessListHash)),
      ("slotNumber", quantity(header.slotNumber)), ("uncles", .array([])),
      ("transactions", .array(block.transactions.map(\.rpcJSON))),
      ("withdrawals", .withdrawals(block.withdrawals ?? [])),
    ]
  }
}
