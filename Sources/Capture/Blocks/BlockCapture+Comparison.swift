import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution

/// What our execution says, against what the node says.
extension BlockCapture {
  /// Executes what will be written, as those who load it will.
  ///
  /// - Parameter receipts: Name the first transaction that differs, where the block is not
  ///   reproduced.
  func accept(
    _ record: BlockRecord, receipts: [NodeReceipt]?
  ) throws(CaptureFailure) -> PreparedBlock {
    let chain = try chain(of: record)
    let runner: ChainRunner
    do throws(ChainError) {
      runner = try ChainRunner(chain, machines: machines)
    } catch {
      throw .witness(error)
    }
    do throws(BlockInvalidity) {
      return try runner.prepare(chain.blocks[0])
    } catch {
      if case .trie = error { throw .notReproduced(error, divergence: nil) }
      let block = try? runner.prepare(chain.blocks[0], checks: [])
      throw .notReproduced(
        error,
        divergence: block.flatMap { block in
          receipts.flatMap { firstDifference(of: block, from: $0) }
        })
    }
  }

  /// The first transaction of which the node's receipt says something else, in words.
  func firstDifference(of block: PreparedBlock, from receipts: [NodeReceipt]) -> String? {
    for (index, (own, node)) in zip(block.receipts, receipts).enumerated() {
      if let difference = node.difference(from: own) {
        return "transaction \(index): \(difference)"
      }
    }
    return nil
  }

  /// Compares the node's access list with our own.
  func check(_ list: BlockAccessList, of block: PreparedBlock) throws(CaptureFailure) {
    let own = block.reference.blockAccessList
    if list.hash == own.hash { return }
    let context = BlockAccessListContext(transactionCount: block.transactionCount)
    // A list without order cannot be compared item by item.
    let reason =
      list.violations(in: context).first.map { "\($0)" }
      ?? list.firstDifference(from: own).map { "\($0)" } ?? "the hashes differ"
    throw .blockAccessList("hash \(list.hash), ours \(own.hash); \(reason)")
  }

  func chain(of record: BlockRecord) throws(CaptureFailure) -> BlockChain {
    do throws(JSONError) {
      return try record.chain(path: "\(record.chainID)-\(record.number)")
    } catch {
      throw .record(error)
    }
  }

  func ask<Answer>(
    _ question: () throws(RPCError) -> Answer
  ) throws(CaptureFailure) -> Answer {
    do throws(RPCError) { return try question() } catch { throw .node(error) }
  }
}
