import BlockSets
import EVM
import EthereumTypes
import Execution

/// Captures single blocks of one chain; each is executed before it is believed.
struct BlockCapture: Sendable {
  let node: Node
  let rules: CaptureRules
  /// A pool of one worker.
  let machines: MachinePool

  /// A block that our execution reproduces.
  struct Captured {
    let record: BlockRecord
    /// The node's own access list of the block.
    let blockAccessList: [UInt8]?
  }

  /// Reads a block and what it needs, and executes it.
  func capture(_ number: UInt64) throws(CaptureFailure) -> Captured {
    let record = try reproduced(number)
    let list = try ask { () throws(RPCError) in try node.blockAccessList(of: number) }
    return Captured(record: record, blockAccessList: list)
  }

  private func reproduced(_ number: UInt64) throws(CaptureFailure) -> BlockRecord {
    let bare = try ask { () throws(RPCError) in try bareRecord(number) }
    if let hint = node.prestate(of: number) {
      do throws(CaptureFailure) {
        return try completed(bare, hint: hint)
      } catch {
        // Where a hint misleads, what the node says of each account decides.
        guard case .notReproduced = error else { throw error }
      }
    }
    return try completed(bare, hint: nil)
  }

  /// The block as the node gives it, without any state.
  private func bareRecord(_ number: UInt64) throws(RPCError) -> BlockRecord {
    var ommerCount = 0
    var record = try node.block(number) { value throws(JSONError) in
      let object = try value.object()
      let stated = try object.required("number")
      guard try stated.uint64() == number else { throw stated.unexpected(quantity(number)) }
      let fork = rules.fork(
        number: number, timestamp: try object.required("timestamp").uint64())
      ommerCount = try object.required("uncles").array().count
      let record = BlockRecord(
        chainID: rules.chainID, number: number, fork: fork, block: value.compactText)
      // Its readers check the hashes of the header and of every transaction.
      _ = try record.chain(path: "block \(number)")
      return record
    }
    for index in 0..<ommerCount {
      record.ommerHeaders.append(try node.ommer(index, of: number))
    }
    return record
  }

  /// The record with all that executing it asks for, if that reproduces the block.
  private func completed(
    _ bare: BlockRecord, hint: Prestate?
  ) throws(CaptureFailure) -> BlockRecord {
    var record = bare
    // The first block has no parent, and no execution either.
    let state = NodeState(node, after: record.number == 0 ? 0 : record.number - 1, hint: hint)
    if record.number > 0 { try addHash(of: record.number - 1, to: &record) }
    var chain = try chain(of: record)
    try rehearse(&chain, on: state, for: &record)
    try touchRecipients(of: chain, on: state)
    record.accounts = state.accounts
    record.absentAccounts = state.absentAccounts
    try accept(record)
    return record
  }

  /// Executes the block again and again until no answer of BLOCKHASH was missing.
  private func rehearse(
    _ chain: inout BlockChain, on state: NodeState, for record: inout BlockRecord
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
      for number in missing.sorted() { try addHash(of: number, to: &record) }
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

  /// Executes what will be written, as those who load it will.
  private func accept(_ record: BlockRecord) throws(CaptureFailure) {
    let chain = try chain(of: record)
    let runner: ChainRunner
    do throws(ChainError) {
      runner = try ChainRunner(chain, machines: machines)
    } catch {
      throw .witness(error)
    }
    do throws(BlockInvalidity) {
      _ = try runner.prepare(chain.blocks[0])
    } catch {
      throw .notReproduced(
        error, divergence: try firstDivergence(of: chain.blocks[0], on: runner, record))
    }
  }

  /// The first transaction of which the node's receipt says something else, in words.
  private func firstDivergence(
    of input: InputBlock, on runner: ChainRunner, _ record: BlockRecord
  ) throws(CaptureFailure) -> String? {
    guard let block = try? runner.prepare(input, checks: []),
      let receipts = try ask({ () throws(RPCError) in try node.receipts(of: record.number) })
    else { return nil }
    for (index, (result, receipt)) in zip(block.reference.results, receipts).enumerated() {
      let found = ReceiptSummary(
        gasUsed: result.gasUsed, isSuccess: receipt.isSuccess == nil ? nil : result.isSuccess,
        logCount: result.logs.count)
      if found != receipt {
        return "transaction \(index) gives \(found), the node's receipt says \(receipt)"
      }
    }
    return nil
  }

  private func addHash(
    of number: UInt64, to record: inout BlockRecord
  ) throws(CaptureFailure) {
    record.blockHashes[number] = try ask { () throws(RPCError) in try node.blockHash(number) }
  }

  private func chain(of record: BlockRecord) throws(CaptureFailure) -> BlockChain {
    do throws(JSONError) {
      return try record.chain(path: "\(record.chainID)-\(record.number)")
    } catch {
      throw .record(error)
    }
  }

  private func ask<Answer>(
    _ question: () throws(RPCError) -> Answer
  ) throws(CaptureFailure) -> Answer {
    do throws(RPCError) { return try question() } catch { throw .node(error) }
  }
}
