import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import StateTrie
import Testing

/// A generated chain of Amsterdam blocks, as a node of a development network has it: every header,
/// the whole state before and after every block, and the access lists.
struct Devnet {
  /// One of three blocks, for tests that need not another.
  static let shared = Result { try Devnet(seed: 1, blocks: 3) }

  let chainID: UInt64
  var blocks: [UInt64: RecordedNode.Recorded]

  init(seed: UInt64, blocks count: Int) throws {
    try self.init(Self.chain(.mixed(seed: seed, blocks: count, transactions: 40)))
  }

  /// A generated chain.
  static func chain(_ parameters: WorkloadParameters) throws -> BlockChain {
    var chains: [BlockChain] = []
    try GeneratedBlockSource(parameters).forEachChain { chains.append($0) }
    return try #require(chains.first)
  }

  /// A network with the blocks of a chain.
  ///
  /// - Parameter ancestors: Headers before the chain's genesis header.
  init(_ chain: BlockChain, ancestors: [UInt64: BlockHeader] = [:]) throws {
    chainID = chain.chainID
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    var (allocation, state) = (chain.preState, NaiveState(chain.preState))
    var parent = try #require(chain.genesis)
    var ancestors = ancestors
    ancestors[parent.number] = parent
    var recorded: [UInt64: RecordedNode.Recorded] = [:]
    for input in chain.blocks {
      let block = try #require(input.block)
      let prepared = try runner.prepare(input)
      var single = chain
      single.blocks = [input]
      single.genesis = nil
      single.preState = allocation
      single.blockHashes = [parent.number: parent.hash]
      let before = state
      state.apply(prepared.accountUpdates)
      try #require(state.rootHash == block.header.stateRoot)
      Self.apply(prepared.reference.blockAccessList, to: &allocation)
      recorded[block.header.number] = RecordedNode.Recorded(
        chain: single, ancestors: ancestors, block: Self.text(of: block),
        transactionHashes: block.transactions.map { "\($0.hash)" },
        accessList: Self.text(.accessList(prepared.reference.blockAccessList)),
        receipts: prepared.receipts, before: before, after: state)
      runner.advance(past: prepared)
      parent = block.header
      ancestors[parent.number] = parent
    }
    self.blocks = recorded
  }

  /// The chain after its state or its drafts were changed.
  static func resealed(_ chain: BlockChain) throws -> BlockChain {
    var chain = chain
    chain.genesis = ChainRunner.genesis(try #require(chain.genesis), of: chain)
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    chain.blocks = try chain.blocks.map { input in
      let block = try #require(input.block)
      return try runner.seal(
        block.header, transactions: block.transactions, senders: input.senders.compactMap(\.self),
        withdrawals: block.withdrawals ?? [])
    }
    return chain
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
  static func text(of block: Block) -> String {
    text(
      .object(
        block.header.rpcMembers + [
          ("uncles", .array([])), ("transactions", .array(block.transactions.map(\.rpcJSON))),
          ("withdrawals", .withdrawals(block.withdrawals ?? [])),
        ]))
  }
}
