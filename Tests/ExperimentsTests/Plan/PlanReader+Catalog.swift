import Experiments
import Scheduling
import StrategyCatalog

extension PlanReader {
  /// A reader that knows the strategies of this build.
  init(overrides: [String: String] = [:], requiresFiles: Bool = true) {
    self.init(catalog: StrategyCatalog.all, overrides: overrides, requiresFiles: requiresFiles)
  }
}
