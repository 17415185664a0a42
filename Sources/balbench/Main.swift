import Commands
import StrategyCatalog

/// Hands the strategies of this build to the commands.
///
/// All else is in libraries, so that a new strategy costs the compilation of its own module, of the
/// catalog and of this file.
@main enum Main {
  static func main() {
    Balbench.main(strategies: StrategyCatalog.all)
  }
}
