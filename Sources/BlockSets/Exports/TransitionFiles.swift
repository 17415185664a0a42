import EthereumTypes

/// One block as the input of geth's `evm t8n`: the contents of three files.
///
/// `env.json` has members beside geth's, which geth ignores: `fork` and `chainId`, which geth takes
/// from its command line, and `extraData`, without which the block would have another hash.
package struct TransitionFiles: Sendable {
  /// The state before the block.
  package var allocation: Allocation
  /// What the block's header says before execution; the rest follows from it.
  package var draft: BlockHeader
  /// The block's ommers, of which the files tell no more than number and fee recipient.
  package var ommers: [BlockHeader]
  /// The block's withdrawals.
  package var withdrawals: [Withdrawal]
  /// The transactions, signed.
  package var transactions: [Transaction]
  /// Hashes of ancestors by number, the parent's among them.
  package var blockHashes: [UInt64: Hash32]
  /// The rules, where the files name them.
  package var fork: Fork?
  /// The chain id, where the files name it.
  package var chainID: UInt64?

  /// The files of a block on the state that it starts from.
  ///
  /// - Throws: What of the block the files cannot hold.
  package init(
    _ input: InputBlock, of chain: BlockChain, on allocation: Allocation,
    blockHashes: [UInt64: Hash32]
  ) throws(BlockSetError) {
    func inexpressible(_ reason: String) -> BlockSetError {
      .inexpressible(
        subject: "\(chain.origin)", format: "t8n",
        reason: "\(reason); --format blockset keeps it")
    }
    guard let block = input.block else {
      throw inexpressible("a block that cannot be decoded has no environment")
    }
    guard !input.lacksOmmerHeaders else {
      throw inexpressible("block \(block.header.number) has ommers, whose headers are not known")
    }
    guard allocation.values.allSatisfy({ $0.codeHash == nil }) else {
      throw inexpressible("the code of some accounts is not known")
    }
    self.allocation = allocation
    draft = block.header
    ommers = block.ommers
    withdrawals = block.withdrawals ?? []
    transactions = block.transactions
    self.blockHashes = blockHashes
    if draft.number > 0 { self.blockHashes[draft.number - 1] = draft.parentHash }
    fork = input.fork
    chainID = chain.chainID
  }

  /// Writes the three files.
  package func write(to paths: TransitionPaths) throws(BlockSetError) {
    try OutputFile.write(JSONTree.allocation(allocation), to: paths.allocation)
    try OutputFile.write(environment, to: paths.environment)
    try OutputFile.write(JSONTree.array(transactions.map(\.rpcJSON)), to: paths.transactions)
  }

  private var environment: JSONTree {
    var members: [(name: String, value: JSONTree)] = [
      ("currentCoinbase", .string("\(draft.feeRecipient)")),
      ("currentNumber", .quantity(draft.number)),
      ("currentTimestamp", .quantity(draft.timestamp)),
      ("currentGasLimit", .quantity(draft.gasLimit)),
      ("currentDifficulty", .quantity(draft.difficulty)),
      ("currentRandom", .string("\(draft.prevRandao)")),
    ]
    func add(_ name: String, _ value: JSONTree?) {
      if let value { members.append((name, value)) }
    }
    add("currentBaseFee", draft.baseFeePerGas.map(JSONTree.quantity))
    add("currentExcessBlobGas", draft.excessBlobGas.map(JSONTree.quantity))
    add("parentBeaconBlockRoot", draft.parentBeaconBlockRoot.map { .string("\($0)") })
    add("slotNumber", draft.slotNumber.map(JSONTree.quantity))
    if !ommers.isEmpty {
      let members = ommers.map { ommer in
        JSONTree.object([
          ("delta", .number(draft.number - ommer.number)),
          ("address", .string("\(ommer.feeRecipient)")),
        ])
      }
      add("ommers", .array(members))
    }
    if draft.withdrawalsRoot != nil { add("withdrawals", .withdrawals(withdrawals)) }
    let hashes = blockHashes.sorted { $0.key < $1.key }
    add("blockHashes", .object(hashes.map { ("\($0.key)", .string("\($0.value)")) }))
    add("extraData", .bytes(draft.extraData))
    add("fork", fork.map { .string($0.name) })
    add("chainId", chainID.map(JSONTree.quantity))
    return .object(members)
  }
}
