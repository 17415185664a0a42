import Foundation

/// The rules for the names and paths of a plan.
enum PlanNames {
  private static let longestName = 64

  /// The name at a node; one that could not be part of a file's name is reported.
  static func name(of node: YAMLNode, key: String, diagnostics: Diagnostics) -> String? {
    guard
      let name = YAMLNodeDecoder(diagnostics: diagnostics)
        .decode(String.self, from: node, subject: key)
    else { return nil }
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
      default: false
      }
    }
    guard isPlain, !name.isEmpty, name.first != ".", name.utf8.count <= longestName else {
      diagnostics.report(
        node,
        "'\(key)' is used in file names: 1 to \(longestName) letters, digits, '-', '_' and '.',"
          + " not starting with '.'")
      return nil
    }
    return name
  }

  /// A path as seen from a folder; an absolute one as it is.
  static func absolute(_ path: String, from folder: String) -> String {
    path.hasPrefix("/")
      ? path : URL(fileURLWithPath: folder).appendingPathComponent(path).standardizedFileURL.path
  }
}
