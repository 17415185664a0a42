import Foundation

/// The CPU time of the calling thread, which other processes disturb least.
enum ThreadClock {
  /// Nanoseconds since the thread began.
  static func nanoseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
