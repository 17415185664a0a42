import BlockSets
import EVM
import EthereumTypes
import Execution

/// Runs one blockchain test: every block accepted or rejected as the test says.
struct BlockchainCase {
  let chain: BlockChain
  let machines: MachinePool

  func run() -> CaseVerdict {
    guard chain.forkSchedule != nil else {
      return .skipped("network \(chain.network) is not supported")
    }
    do throws(ChainError) {
      return run(on: try ChainRunner(chain, machines: machines))
    } catch {
      return .failed("\(error)")
    }
  }

  private func run(on runner: ChainRunner) -> CaseVerdict {
    for (position, block) in chain.blocks.enumerated() {
      if let verdict = run(block, at: position, on: runner) { return verdict }
    }
    return compareEnd(of: runner)
  }

  /// - Returns: A verdict where the case ends with this block.
  private func run(_ block: InputBlock, at position: Int, on runner: ChainRunner) -> CaseVerdict? {
    do throws(BlockInvalidity) {
      let prepared = try runner.prepare(block)
      if let expected = block.expectedException {
        return .failed("block \(position): accepted, expected \(expected)")
      }
      if let expected = block.expectedReceipts, expected != prepared.encodedReceipts {
        return .failed("block \(position): receipts differ from the listed ones")
      }
      runner.advance(past: prepared)
      return nil
    } catch .execution(.unsupportedPrecompile(let address)) {
      return .skipped("\(FatalError.unsupportedPrecompile(address))")
    } catch {
      return block.expectedException == nil
        ? .failed("block \(position): \(error)") : nil
    }
  }

  private func compareEnd(of runner: ChainRunner) -> CaseVerdict {
    if let expected = chain.lastBlockHash, let head = runner.head, head.hash != expected {
      return .failed("last block is \(head.hash), expected \(expected)")
    }
    if let expected = chain.postStateRoot, let root = runner.stateRoot, root != expected {
      return .failed("state root is \(root), expected \(expected)")
    }
    if let postState = chain.postState, let difference = runner.firstDifference(from: postState) {
      return .failed(difference)
    }
    return .passed
  }
}
