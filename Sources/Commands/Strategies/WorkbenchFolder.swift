import Foundation
import Records

/// A clone of the workbench, to which strategies are added.
struct WorkbenchFolder {
  private let path: String
  private let list: StrategyList

  private var manifestPath: String { "\(path)/Package.swift" }

  /// The clone around a folder: the nearest one at or above it whose Package.swift lists
  /// strategies; nil if there is none.
  static func around(_ folder: String) -> WorkbenchFolder? {
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    while true {
      if let found = WorkbenchFolder(path: url.path) { return found }
      guard url.path != "/" else { return nil }
      url.deleteLastPathComponent()
    }
  }

  private init?(path: String) {
    self.path = path
    guard let text = try? String(contentsOfFile: "\(path)/Package.swift", encoding: .utf8),
      let list = StrategyList(manifest: text)
    else { return nil }
    self.list = list
  }

  /// Writes the files of a strategy and its word in Package.swift, or nothing at all.
  ///
  /// - Returns: The paths of the files.
  func add(_ name: StrategyName) throws -> [String] {
    let template = StrategyTemplate(name: name)
    let manifest = try list.adding(name.folder)
    for (path, _) in template.files { try refuseExisting(path) }
    try refuseExisting("strategies/\(name.folder)")
    var written: [String] = []
    do {
      for (file, text) in template.files {
        let target = "\(path)/\(file)"
        try createFolder((target as NSString).deletingLastPathComponent)
        try AtomicFile.write(text, to: target)
        written.append(target)
      }
      // Last, so that the manifest never lists a strategy that is not there.
      try AtomicFile.write(manifest, to: manifestPath)
    } catch {
      for target in written { try? FileManager.default.removeItem(atPath: target) }
      try? FileManager.default.removeItem(atPath: "\(path)/strategies/\(name.folder)")
      throw error
    }
    return template.files.map(\.path)
  }

  private func refuseExisting(_ file: String) throws(StrategyList.Problem) {
    guard FileManager.default.fileExists(atPath: "\(path)/\(file)") else { return }
    throw StrategyList.Problem(reason: "\(path)/\(file) exists already: choose another name")
  }

  private func createFolder(_ folder: String) throws(FileError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw FileError(path: folder, operation: .create)
    }
  }
}
