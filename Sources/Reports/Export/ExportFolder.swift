import Foundation
import Records

/// A folder that appears under its name only when everything in it is complete.
///
/// It is filled under a name of its own and renamed. An export that stood there is replaced; so is
/// what a killed process left; anything else is refused.
struct ExportFolder {
  /// The file that documents an export.
  static let dataPackage = "datapackage.json"
  /// What that file names as its origin; by it an export is known.
  static let generator = "balbench export"

  private struct Origin: Decodable {
    let generator: String?
  }

  /// Where the files are written.
  let staging: String
  private let path: String

  /// Begins a folder.
  ///
  /// - Parameter files: The names of all files that an export can hold.
  init(path: String, files: Set<String>) throws {
    let target = URL(filePath: path).standardizedFileURL
    self.path = target.path
    staging = target.deletingLastPathComponent().path + "/.\(target.lastPathComponent).partial"
    try Self.check(self.path, files, shownAs: path)
    try? FileManager.default.removeItem(atPath: staging)
    try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
  }

  /// Lets the folder appear.
  func commit() throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else {
      return try manager.moveItem(atPath: staging, toPath: path)
    }
    let old = staging + ".old"
    try? manager.removeItem(atPath: old)
    try manager.moveItem(atPath: path, toPath: old)
    try manager.moveItem(atPath: staging, toPath: path)
    try manager.removeItem(atPath: old)
  }

  /// Gives the folder up.
  func discard() { try? FileManager.default.removeItem(atPath: staging) }

  private static func check(_ path: String, _ files: Set<String>, shownAs name: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw ExportError.occupied(name, by: "a file") }
    let entries = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    if let foreign = entries.first(where: { !files.contains($0) }) {
      throw ExportError.occupied(name, by: foreign)
    }
    let origin = try? JSONFile.read(Origin.self, from: "\(path)/\(dataPackage)")
    if origin?.generator != generator, let entry = entries.first {
      throw ExportError.occupied(name, by: entry)
    }
  }
}
