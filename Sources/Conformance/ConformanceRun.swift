import BlockSets
import EthereumTypes
import Execution
import Foundation
import Synchronization

/// Runs every blockchain test and state test under some paths.
package struct ConformanceRun: Sendable {
  /// Files, directories or patterns.
  package var paths: [String]
  /// Run only cases of this fork, and transitions to it.
  package var fork: Fork?
  /// Files that are run at once.
  package var jobs: Int

  package init(paths: [String], fork: Fork? = nil, jobs: Int) {
    self.paths = paths
    self.fork = fork
    self.jobs = jobs
  }

  /// Runs the cases.
  ///
  /// - Parameter progress: Called after each file with the number of files done and in all, from
  ///   any thread, one call at a time.
  /// - Throws: `BlockSetError` where a path does not exist or holds no JSON file.
  package func run(
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(BlockSetError) -> ConformanceReport {
    var files: [String] = []
    for path in paths {
      let selection = try FileSelection(path: path)
      files += selection.names.map(selection.path(of:))
    }
    let all = files
    let results = Mutex([[CaseResult]](repeating: [], count: all.count))
    let done = Mutex(0)
    let pool = WorkerPool(workerCount: max(1, jobs))
    let machines = (0..<pool.workerCount).map { _ in MachinePool(workerCount: 1) }
    pool.run(itemCount: all.count, workers: pool.workerCount) { worker, item in
      let found = self.results(of: all[item], machines: machines[worker])
      results.withLock { $0[item] = found }
      done.withLock { done in
        done += 1
        progress(done, all.count)
      }
    }
    return ConformanceReport(cases: results.withLock { $0 }.flatMap(\.self))
  }

  private func results(of path: String, machines: MachinePool) -> [CaseResult] {
    do throws(BlockSetError) {
      switch try BlockFile(path: path).read() {
      case .chains(let chains):
        return chains.filter { matches($0.network) }.map { chain in
          CaseResult(
            path: path, name: chain.name, network: chain.network,
            verdict: BlockchainCase(chain, machines: machines).run())
        }
      case .stateTests(let tests):
        return tests.flatMap { results(of: $0, path: path, machines: machines) }
      }
    } catch .unsupported(_, let found) {
      return [
        CaseResult(path: path, name: path, network: "-", verdict: .skipped("file holds \(found)"))
      ]
    } catch {
      return [CaseResult(path: path, name: path, network: "-", verdict: .failed("\(error)"))]
    }
  }

  private func results(
    of test: StateTest, path: String, machines: MachinePool
  ) -> [CaseResult] {
    test.results.filter { matches($0.network) }.map { expected in
      let variant = StateCase(test: test, expected: expected, machines: machines)
      return CaseResult(
        path: path, name: "\(test.name)[\(variant.variant)]", network: expected.network,
        verdict: variant.run())
    }
  }

  private func matches(_ network: String) -> Bool {
    guard let fork else { return true }
    return network == fork.name || network.contains("To\(fork.name)At")
      || Fork(name: network) == fork
  }
}
