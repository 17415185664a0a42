import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import Execution

/// Captures single blocks of one chain; each is executed before it is believed.
struct BlockCapture: Sendable {
  let node: Node
  let rules: CaptureRules
  let witness: WitnessMode
  /// A pool of one worker.
  let machines: MachinePool

  /// A block that our execution reproduces.
  struct Captured {
    let record: BlockRecord
    /// The node's own access list of the block.
    let blockAccessList: BlockAccessList?
  }

  /// What the node says of a block itself.
  private struct Outline {
    /// Without any state.
    var record: BlockRecord
    let header: BlockHeader
    let lineage: Lineage
    let receipts: [NodeReceipt]?
  }

  /// Reads a block and what it needs, executes it, and compares everything that the node says.
  func capture(_ number: UInt64) throws(CaptureFailure) -> Captured {
    let outline = try outline(of: number)
    let (record, block) = try reproduced(outline)
    if let receipts = outline.receipts,
      let difference = firstDifference(of: block, from: receipts)
    {
      throw .receipt(difference)
    }
    let list = try ask { () throws(RPCError) in try node.blockAccessList(of: number) }
    if let list { try check(list, of: block) }
    return Captured(record: record, blockAccessList: list)
  }

  private func reproduced(
    _ outline: Outline
  ) throws(CaptureFailure) -> (BlockRecord, PreparedBlock) {
    if let hint = node.prestate(of: outline.record.number) {
      do throws(CaptureFailure) {
        return try completed(outline, hint: hint)
      } catch {
        // Where a hint misleads, what the node says of each account decides.
        guard error.isOfState else { throw error }
      }
    }
    return try completed(outline, hint: nil)
  }

  private func outline(of number: UInt64) throws(CaptureFailure) -> Outline {
    try ask { () throws(RPCError) in
      var header: BlockHeader?
      var ommerCount = 0
      var transactionCount = 0
      var record = try node.block(number) { value throws(JSONError) in
        let object = try value.object()
        let stated = try object.required("number")
        guard try stated.uint64() == number else { throw stated.unexpected(quantity(number)) }
        let fork = rules.fork(
          number: number, timestamp: try object.required("timestamp").uint64())
        ommerCount = try object.required("uncles").array().count
        transactionCount = try object.required("transactions").array().count
        let record = BlockRecord(
          chainID: rules.chainID, number: number, fork: fork, block: value.compactText)
        // Its readers check the hashes of the header and of every transaction.
        header = try record.chain(path: "block \(number)").blocks.first?.block?.header
        return record
      }
      guard let header else { preconditionFailure("a record has its block") }
      for index in 0..<ommerCount {
        record.ommerHeaders.append(try node.ommer(index, of: number))
      }
      let lineage = try Lineage(of: header, from: node)
      record.blockHashes[number - 1] = lineage.parent.hash
      return Outline(
        record: record, header: header, lineage: lineage,
        receipts: try node.receipts(of: number, count: transactionCount))
    }
  }

  /// The record with all that executing it asks for, if that reproduces the block.
  private func completed(
    _ outline: Outline, hint: Prestate?
  ) throws(CaptureFailure) -> (BlockRecord, PreparedBlock) {
    var record = outline.record
    let state = NodeState(node, after: record.number - 1, hint: hint)
    var chain = try chain(of: record)
    // The block must be one that may follow its parent.
    chain.genesis = outline.lineage.parent
    var lineage = outline.lineage
    let search = WitnessSearch(
      node: node, number: record.number, parentStateRoot: lineage.parent.stateRoot,
      stateRoot: outline.header.stateRoot)
    while true {
      try rehearse(&chain, on: state, for: &record, after: &lineage)
      try touchRecipients(of: chain, on: state)
      record.accounts = state.accounts
      record.absentAccounts = state.absentAccounts
      switch try proven(record, by: search) {
      case .refused(let reason):
        if witness == .required { throw .stateRootNotChecked(reason: reason) }
        record.stateRoot = .notChecked(reason: reason)
        return (record, try accept(record, receipts: outline.receipts))
      case .given(let proven):
        if state.learn(proven.traits) { continue }
        let (complete, block) = try search.complete(record, with: proven.nodes) {
          record throws(CaptureFailure) in
          try accept(record, receipts: outline.receipts)
        }
        if witness == .required, case .notChecked(let reason) = complete.stateRoot {
          throw .stateRootNotChecked(reason: reason)
        }
        return (complete, block)
      }
    }
  }

  /// The trie nodes that prove a record, and what else they show of its accounts.
  private func proven(
    _ record: BlockRecord, by search: WitnessSearch
  ) throws(CaptureFailure) -> Node.Reply<(nodes: [[UInt8]], traits: ProvenTraits)> {
    if witness == .off { return .refused("no witness was wanted") }
    switch try search.nodes(proving: record) {
    case .refused(let reason): return .refused(reason)
    case .given(let nodes):
      switch try search.traits(of: record, by: nodes) {
      case .refused(let reason): return .refused(reason)
      case .given(let traits): return .given((nodes, traits))
      }
    }
  }

  /// Executes the block again and again until no answer of BLOCKHASH was missing.
  private func rehearse(
    _ chain: inout BlockChain, on state: NodeState, for record: inout BlockRecord,
    after lineage: inout Lineage
  ) throws(CaptureFailure) {
    while true {
      chain.blockHashes = record.blockHashes
      do throws(BlockInvalidity) {
        record.blockHashesUsed = try Rehearsal(of: chain, on: state, machines: machines)
          .blockHashesUsed
      } catch {
        if let failure = state.failure { throw .node(failure) }
        throw .notReproduced(error, divergence: nil)
      }
      let missing = record.blockHashesUsed.filter { record.blockHashes[$0] == nil }
      if missing.isEmpty { return }
      for number in missing.sorted() {
        record.blockHashes[number] = try ask { () throws(RPCError) in
          try lineage.hash(of: number)
        }
      }
    }
  }

  /// Asks for the accounts that a block pays whether or not anything reads them.
  private func touchRecipients(
    of chain: BlockChain, on state: NodeState
  ) throws(CaptureFailure) {
    guard let block = chain.blocks.first?.block else { return }
    let recipients =
      [block.header.feeRecipient] + (block.withdrawals ?? []).map(\.address)
      + block.ommers.map(\.feeRecipient)
    for address in recipients {
      do throws(StateReadError) {
        _ = try state.account(at: address)
      } catch {
        if let failure = state.failure { throw .node(failure) }
        throw .notReproduced(.execution(.stateRead(error)), divergence: nil)
      }
    }
  }
}
