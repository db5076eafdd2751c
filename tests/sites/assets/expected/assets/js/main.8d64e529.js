// Moves what base.css lays out.
import { part } from "./part.js";
part();
