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
  /// Run only a share of the cases.
  package var sample: ConformanceSample?
  /// Files that are run at once.
  package var jobs: Int

  package init(
    paths: [String], fork: Fork? = nil, sample: ConformanceSample? = nil, jobs: Int
  ) {
    self.paths = paths
    self.fork = fork
    self.sample = sample
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
    let pool = WorkerPool(workerCount: max(1, jobs))
    let all = sampled(files, on: pool)
    let results = Mutex([[CaseResult]](repeating: [], count: all.count))
    let done = Mutex(0)
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

  /// The files that the sample chooses.
  private func sampled(_ files: [String], on pool: WorkerPool) -> [String] {
    guard let sample else { return files }
    let networks = Mutex([Set<String>](repeating: [], count: files.count))
    pool.run(itemCount: files.count, workers: pool.workerCount) { _, item in
      // What cannot be read fails when it is run.
      let found = (try? BlockFile(path: files[item]).networks()) ?? []
      networks.withLock { $0[item] = found.filter(matches) }
    }
    let candidates = zip(files, networks.withLock { $0 }).map(ConformanceSample.File.init)
    return sample.choose(from: candidates).map { files[$0] }
  }

  private func results(of path: String, machines: MachinePool) -> [CaseResult] {
    do throws(BlockSetError) {
      switch try BlockFile(path: path).read() {
      case .chains(let chains):
        return sampled(chains.filter { matches($0.network) }, network: \.network, name: \.name)
          .map { chain in
            CaseResult(
              path: path, name: chain.name, network: chain.network,
              verdict: BlockchainCase(chain, machines: machines).run())
          }
      case .stateTests(let tests):
        let variants = tests.flatMap { test in
          test.results.filter { matches($0.network) }.map { StateVariant(test, $0) }
        }
        return sampled(variants, network: \.expected.network, name: \.name).map { variant in
          CaseResult(
            path: path, name: variant.name, network: variant.expected.network,
            verdict: StateCase(
              test: variant.test, expected: variant.expected, machines: machines
            ).run())
        }
      }
    } catch .unsupported(_, let found) {
      return [
        CaseResult(path: path, name: path, network: "-", verdict: .skipped("file holds \(found)"))
      ]
    } catch {
      return [CaseResult(path: path, name: path, network: "-", verdict: .failed("\(error)"))]
    }
  }

  private func sampled<Case>(
    _ cases: [Case], network: (Case) -> String, name: (Case) -> String
  ) -> [Case] {
    sample?.choose(from: cases, network: network, name: name) ?? cases
  }

  private func matches(_ network: String) -> Bool {
    guard let fork else { return true }
    return network == fork.name || network.contains("To\(fork.name)At")
      || Fork(name: network) == fork
  }
}

/// One variant of a state test in one fork.
private struct StateVariant {
  let test: StateTest
  let expected: StateTest.ExpectedResult

  init(_ test: StateTest, _ expected: StateTest.ExpectedResult) {
    self.test = test
    self.expected = expected
  }

  /// The test's name with the positions of data, gas and value.
  var name: String {
    "\(test.name)[d\(expected.dataIndex)g\(expected.gasIndex)v\(expected.valueIndex)]"
  }
}
