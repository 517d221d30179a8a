import java.util.*;
import java.util.stream.*;
import java.io.*;
import java.nio.file.*;
import hangari.api.*;
import hangari.linux.*;
import static hangari.api.Verbs.*;
import static hangari.api.Steps.*;
import static hangari.linux.Namespace.*;
