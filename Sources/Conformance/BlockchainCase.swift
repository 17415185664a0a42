import BlockSets
import EthereumTypes
import Execution

/// Runs one blockchain test: every block accepted or rejected as the test says.
package struct BlockchainCase {
  private let chain: BlockChain
  private let machines: MachinePool

  package init(_ chain: BlockChain, machines: MachinePool) {
    self.chain = chain
    self.machines = machines
  }

  /// Executes the blocks in the order they arrive, and compares where the chain ends.
  package func run() -> CaseVerdict {
    guard chain.forkSchedule != nil else {
      return .skipped("network \(chain.network) is not supported")
    }
    do throws(ChainError) {
      var blocks = try BranchingChain(chain, machines: machines)
      return run(on: &blocks)
    } catch {
      return .failed("\(error)")
    }
  }

  private func run(on blocks: inout BranchingChain) -> CaseVerdict {
    for (position, input) in chain.blocks.enumerated() {
      if let verdict = run(input, at: position, on: &blocks) { return verdict }
    }
    return compareEnd(of: &blocks)
  }

  /// - Returns: A verdict where the case ends with this block.
  private func run(
    _ input: InputBlock, at position: Int, on blocks: inout BranchingChain
  ) -> CaseVerdict? {
    do throws(BlockInvalidity) {
      let prepared = try blocks.prepare(input)
      if let expected = input.expectedException {
        return .failed("block \(position): accepted, expected \(expected)")
      }
      if let expected = input.expectedReceipts, expected != prepared.encodedReceipts {
        return .failed(
          text(at: position, "receipts differ from the listed ones", input, on: blocks))
      }
      blocks.accept(prepared, input)
      return nil
    } catch {
      guard let expected = input.expectedException.map(ExpectedException.init) else {
        return .failed(text(at: position, "\(error)", input, on: blocks))
      }
      return expected.permits(error)
        ? nil : .failed("block \(position): refused because \(error), expected \(expected)")
    }
  }

  /// The reason of a failure, and where it comes from as far as the test tells.
  private func text(
    at position: Int, _ reason: String, _ input: InputBlock, on blocks: BranchingChain
  ) -> String {
    let reason = "block \(position): \(reason)"
    let divergence =
      BlockDiagnosis(of: input, on: blocks.runner)?.firstDivergence()
      ?? stateDivergence(after: input, in: blocks)
    return divergence.map { "\(reason); first divergence: \($0)" } ?? reason
  }

  /// The first account that differs from the test's post-state, if that is the state after the
  /// block.
  private func stateDivergence(after input: InputBlock, in blocks: BranchingChain) -> String? {
    guard let postState = chain.postState, let header = input.block?.header,
      header.hash == chain.lastBlockHash,
      // On a runner of its own: without the check of the root it does not know the root after.
      let runner = try? blocks.makeRunner(on: header.parentHash),
      let block = try? runner.prepare(input, checks: [])
    else { return nil }
    runner.advance(past: block)
    return runner.firstDifference(from: postState)
  }

  private func compareEnd(of blocks: inout BranchingChain) -> CaseVerdict {
    if let head = blocks.head {
      do throws(BlockInvalidity) { try blocks.move(to: head.hash) } catch {
        return .failed("block \(head.hash), executed again: \(error)")
      }
    }
    let runner = blocks.runner
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
