import Foundation

/// The operating system's cache of a file's pages.
enum PageCache {
  /// What dropping a file's pages left.
  enum Remains: Sendable, Equatable {
    /// Of so many pages, so many are still in memory.
    case pages(resident: Int, of: Int)
    /// The system refuses, for this reason.
    case refused(String)
  }

  /// Asks the system to forget a file's pages, and looks what came of it: it may keep pages that
  /// somebody has mapped or not yet written, and on some file systems it keeps all.
  static func drop(_ path: String) -> Remains {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return .refused(String(cString: strerror(errno))) }
    defer { close(file) }
    let status = posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
    guard status == 0 else { return .refused(String(cString: strerror(status))) }
    return remains(of: file)
  }

  private static func remains(of file: Int32) -> Remains {
    let size = Int(lseek(file, 0, SEEK_END))
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    let pages = (size + pageSize - 1) / pageSize
    guard pages > 0 else { return .pages(resident: 0, of: 0) }
    guard let map = mmap(nil, size, PROT_READ, MAP_SHARED, file, 0), map != MAP_FAILED else {
      return .refused(String(cString: strerror(errno)))
    }
    defer { munmap(map, size) }
    var isResident = [UInt8](repeating: 0, count: pages)
    guard mincore(map, size, &isResident) == 0 else {
      return .refused(String(cString: strerror(errno)))
    }
    return .pages(resident: isResident.count { $0 & 1 == 1 }, of: pages)
  }
}
