import Execution
import Records

/// Captures a range of blocks into a folder, several at once.
package struct RangeCapture: Sendable {
  /// What became of one block.
  package enum Outcome: Sendable {
    /// - Parameter stateRootNotChecked: Why the state root was not, where it was not.
    case captured(stateRootNotChecked: String?)
    /// It was in the folder already.
    case present
    case failed(CaptureFailure)
  }

  private let node: Node
  private let rules: CaptureRules
  private let folder: CaptureFolder
  private let blocks: ClosedRange<UInt64>
  private let witness: WitnessMode
  private let parallel: Int

  /// - Parameter parallel: How many blocks are read at once; each asks one question at a time.
  package init(
    _ blocks: ClosedRange<UInt64>, from node: Node, rules: CaptureRules, into folder: CaptureFolder,
    witness: WitnessMode = .auto, parallel: Int
  ) {
    self.node = node
    self.rules = rules
    self.folder = folder
    self.blocks = blocks
    self.witness = witness
    self.parallel = parallel
  }

  /// Captures what the folder does not hold yet.
  ///
  /// - Parameter report: Is told of every block when it is done, by several threads.
  package func run(_ report: @escaping @Sendable (UInt64, Outcome) -> Void) {
    let pool = WorkerPool(workerCount: min(parallel, blocks.count))
    // An engine for each worker: one must not be used by two at once.
    let captures = (0..<pool.workerCount).map { _ in
      BlockCapture(
        node: node, rules: rules, witness: witness, machines: MachinePool(workerCount: 1))
    }
    let first = blocks.lowerBound
    pool.run(itemCount: blocks.count, workers: pool.workerCount) { [folder] worker, item in
      let number = first + UInt64(item)
      report(number, Self.outcome(of: number, by: captures[worker], in: folder))
    }
  }

  private static func outcome(
    of number: UInt64, by capture: BlockCapture, in folder: CaptureFolder
  ) -> Outcome {
    if folder.holds(number, of: capture.rules.chainID, witness: capture.witness) {
      return .present
    }
    do throws(CaptureFailure) {
      let captured = try capture.capture(number)
      do throws(FileError) { try folder.write(captured) } catch { throw .file(error) }
      if case .notChecked(let reason) = captured.record.stateRoot {
        return .captured(stateRootNotChecked: reason)
      }
      return .captured(stateRootNotChecked: nil)
    } catch {
      return .failed(error)
    }
  }
}
