import Foundation
import Synchronization

/// A persistent thread that does one piece of work at a time beside the workers: the warmer's or
/// the merkleizer's.
package final class SideThread: Sendable {
  private let work = Mutex<(@Sendable () -> Void)?>(nil)
  private let wake = DispatchSemaphore(value: 0)
  private let idle = DispatchSemaphore(value: 1)

  package init(name: String) {
    let thread = Thread { [weak self, wake] in
      while true {
        wake.wait()
        // The owner is gone.
        guard let self, let body = self.work.withLock({ $0 }) else { return }
        body()
        self.work.withLock { $0 = nil }
        self.idle.signal()
      }
    }
    thread.name = name
    thread.stackSize = 16 << 20
    thread.start()
  }

  deinit { wake.signal() }

  /// Starts `body`, once the thread has done what it was given before.
  package func start(_ body: @escaping @Sendable () -> Void) {
    idle.wait()
    work.withLock { $0 = body }
    wake.signal()
  }

  /// Waits until the thread has nothing to do.
  package func wait() {
    idle.wait()
    idle.signal()
  }
}
