import Execution
import Synchronization

/// Lends machines of four workers to tests that run at the same time; starting threads and
/// allocating EVMs anew for each of some hundred tests would take longer than the tests.
enum MachinePools {
  static let workerCount = 4
  private static let idle = Mutex<[MachinePool]>([])

  static func lend<Result>(_ body: (MachinePool) throws -> Result) rethrows -> Result {
    let machines =
      idle.withLock { $0.popLast() } ?? MachinePool(workerCount: Self.workerCount)
    defer { idle.withLock { $0.append(machines) } }
    return try body(machines)
  }
}
