import EVM
import Synchronization

/// The servers of a store that has a chosen read time: at most so many reads at once, each for so
/// long, first come, first served.
///
/// A read takes the server that is free first, from when it is free, for the read's time. The
/// reader then really waits for the end of that time.
final class ReadServers: Sendable {
  private let readNanoseconds: UInt64
  /// When each server will be free, on the monotonic clock.
  private let freeAt: Mutex<[UInt64]>

  init(count: Int, readNanoseconds: UInt64) {
    precondition(count >= 1, "a store serves at least one read at once")
    self.readNanoseconds = readNanoseconds
    freeAt = Mutex(Array(repeating: 0, count: count))
  }

  /// When a read ends that is issued now.
  func issue() -> UInt64 {
    let now = PreciseWait.now
    return freeAt.withLock { freeAt in
      var first = 0
      for server in freeAt.indices where freeAt[server] < freeAt[first] { first = server }
      freeAt[first] = max(now, freeAt[first]) + readNanoseconds
      return freeAt[first]
    }
  }
}
